"""What the others keep of somebody who has deleted their account, and what they do not."""

import orjson

from server.context import Context
from server.privacy.jobs import finish_erasures
from storage.erasures import Erasure, begin_erasure
from storage.ids import ConversationId, parse_id
from storage.messages import Message, MessageKind, page_after
from storage.redaction import GONE_NAME
from storage.search import SearchEntry, person_scope, search_keys
from storage.users import Role
from tests.people import consultation, sign_up
from tests.product import Product
from tests.server.privacy.life import Life, erased
from tests.server.shop import eventually
from tests.sockets import connected


async def test_the_astrologer_keeps_what_was_said_under_a_neutral_name(
    app: Product, context: Context, life: Life
) -> None:
    async with connected(app.base_url, life.astrologer.token) as console:
        greeting = await console.event("session.ready")
        known = next(one for one in greeting["conversations"] if one["id"] == life.conversation_id)
        await erased(app, context, life)
        changed = await console.event(
            "conversation.changed", lambda one: GONE_NAME in [p["name"] for p in one["conversation"]["participants"]]
        )
        assert changed["conversation"]["state"] == "inactive"
        point = {"id": life.conversation_id, "last_seq": known["last_seq"], "rev": known["rev"]}
        synced = (await console.do("conversation.sync", {"conversations": [point]}))["conversations"][0]
    assert {one["seq"]: one["sender"]["name"] for one in synced["changes"]} == {2: GONE_NAME, 3: GONE_NAME}
    async with life.astrologer.http(app.base_url) as http:
        page = (await http.get(f"/api/conversations/{life.conversation_id}/messages")).json()["messages"]
        refused = await http.get(f"/api/attachments/{life.attachment_id}")
        assert (refused.status_code, refused.json()["code"]) == (404, "not_found")
        inbox = (await http.get("/api/conversations")).json()["items"]
    own = [one for one in page if one["sender"]["role"] == "client"]
    assert [(one["sender"]["name"], bool(one["text"]), one["attachments"]) for one in own] == [
        (GONE_NAME, True, []),
        (GONE_NAME, False, []),
    ]
    assert own[1]["deleted_at"] is not None
    assert "бережный ответ" in page[3]["text"]
    assert next(one for one in inbox if one["id"] == life.conversation_id)["last_message"] is not None


async def test_the_help_chat_is_emptied_and_resolved(app: Product, context: Context, life: Life) -> None:
    support = await sign_up(context, Role.SUPPORT, "Олег")
    async with connected(app.base_url, support.token) as desk:
        await desk.do("queue.claim", {"conversation_id": life.support_id})
        await desk.send(life.support_id, f"Напишем на {life.email}")
        await erased(app, context, life)
        await desk.event("queue.changed", lambda one: one["conversation"]["queue"]["state"] == "resolved")
    said = await page_after(_id(life.support_id), 0, 50)
    assert [one["text"] for one in said] == [""] * len(said)
    assert life.email not in orjson.dumps(said, default=str).decode()


async def test_words_lead_to_nobody_any_more_but_the_astrologer_still_finds_them(
    app: Product, context: Context, life: Life
) -> None:
    scope, hers = person_scope(life.user_id), person_scope(life.astrologer.user.id)
    stem = context.chat.stemmer.stem("бережный")
    found = {"keys": search_keys([scope], [stem])[0]}

    async def entries() -> int:
        return await SearchEntry.find(found).count()

    await eventually(entries, lambda seen: seen == 1)
    await erased(app, context, life)
    assert await entries() == 0
    assert await SearchEntry.find({"keys": search_keys([hers], [stem])[0]}).count() >= 1


async def test_thousands_of_messages_each_get_a_rev_of_their_own(app: Product, context: Context) -> None:
    anna, sofia = await sign_up(context), await sign_up(context, Role.ASTROLOGER, "София")
    opened = await consultation(context, anna, sofia)
    said = [
        Message(
            conversation_id=opened.id,
            seq=seq,
            sender_id=anna.user.id,
            sender_role="client",
            sender_name="Анна",
            client_message_id=f"m{seq}",
            kind=MessageKind.TEXT,
            text="слово",
            created_at=context.clock(),
        )
        for seq in range(2, 1_202)
    ]
    await Message.insert_many(said)
    await begin_erasure(Erasure(id=anna.user.id, person_ids=[anna.user.id], requested_at=context.clock()))
    await finish_erasures(context)

    async def renamed() -> int:
        return await Message.find({"conversation_id": opened.id, "sender_name": GONE_NAME}).count()

    await eventually(renamed, lambda seen: seen == 1_200)
    revs = [one.rev for one in await Message.find({"conversation_id": opened.id, "rev": {"$gt": 0}}).to_list()]
    assert len(set(revs)) == 1_200


def _id(text: str) -> ConversationId:
    parsed = parse_id(text)
    assert parsed is not None
    return ConversationId(parsed)
