"""What is kept about somebody, taken away by them: whole, theirs alone, written while it is read."""

import httpx
import orjson

from server.context import Context
from server.privacy.contracts import DataExport
from storage.messages import Message, MessageKind
from storage.times import utc_now
from tests.people import Person, consultation, sign_up
from tests.product import Product
from tests.server.accounts.people import new_email, new_phone
from tests.server.accounts.test_errors import logs_with
from tests.server.privacy.life import Life
from tests.server.shop import Shop


async def export(app: Product, person: Person) -> bytes:
    """The file as it is saved."""
    async with person.http(app.base_url) as http:
        answer = await http.get("/api/me/export")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith('attachment; filename="astars-')
    assert answer.headers["cache-control"] == "no-store"
    return answer.content


async def test_everything_is_in_it(app: Product, life: Life) -> None:
    document = DataExport.model_validate_json(await export(app, life.person))
    profile = document.person.profile
    assert (profile.phone, profile.email) == (life.phone, life.email)
    assert profile.birth is not None
    assert profile.birth.place is not None
    assert [one.current for one in document.sessions] == [True]
    assert [one.order.id for one in document.orders] == [life.order["id"]]
    assert document.orders[0].phone == life.phone
    assert {one.slug for one in document.consents[0].texts} == {"privacy", "terms"}
    assert [one.order_id for one in document.entitlements] == [life.order["id"]]
    assert [one.id for one in document.files] == [life.attachment_id]
    by_id = {one.id: one for one in document.conversations}
    assert set(by_id) == {life.conversation_id, life.support_id}
    said = by_id[life.conversation_id].messages
    assert [one.message.seq for one in said] == [1, 2, 3, 4]
    assert [one.file_urls for one in said][2] == [f"{app.base_url}/api/attachments/{life.attachment_id}"]
    assert said[3].message.text.startswith("бережный ответ")
    text = orjson.dumps(document.model_dump(mode="json")).decode()
    for secret in life.secrets[:-1]:
        assert secret in text


async def test_a_link_of_the_file_leads_its_owner_to_the_bytes(app: Product, life: Life) -> None:
    document = DataExport.model_validate_json(await export(app, life.person))
    async with life.person.http(app.base_url) as http:
        assert (await http.get(document.files[0].url)).status_code == 302
    async with httpx.AsyncClient() as visitor:
        assert (await visitor.get(document.files[0].url)).status_code == 401


async def test_nothing_of_anybody_else_is_in_it(app: Product, context: Context, life: Life, shop: Shop) -> None:
    stranger = await sign_up(context, name="Чужой")
    foreign = await consultation(context, stranger, life.astrologer)
    await _fill(str(foreign.id), 3, "чужая тайна")
    email, phone = new_email(), new_phone()
    await life.astrologer.user.set({"email": email, "phone": phone})
    content = (await export(app, life.person)).decode()
    for secret in ("чужая тайна", str(foreign.id), stranger.id, email, phone, "token_hash"):
        assert secret not in content, secret


async def test_a_long_conversation_is_whole_and_in_order(app: Product, context: Context) -> None:
    anna, sofia = await sign_up(context), await sign_up(context)
    opened = await consultation(context, anna, sofia)
    await _fill(str(opened.id), 1_000, "слово")
    document = DataExport.model_validate_json(await export(app, anna))
    assert [one.message.seq for one in document.conversations[0].messages] == list(range(1, 1_002))


async def test_an_empty_account_has_a_whole_file_too(app: Product, context: Context) -> None:
    document = DataExport.model_validate_json(await export(app, await sign_up(context)))
    assert (document.orders, document.conversations, document.is_complete) == ([], [], True)


async def test_it_is_written_down_who_took_what_and_nothing_of_what_was_taken(app: Product, life: Life) -> None:
    await export(app, life.person)
    logs = await logs_with(app, "data_exported", life.person.id)
    for secret in life.secrets:
        assert secret not in logs


async def test_ten_an_hour_are_enough(app: Product, context: Context, api: httpx.AsyncClient) -> None:
    anna = await sign_up(context)
    async with anna.http(app.base_url) as http:
        answers = [(await http.get("/api/me/export")).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]


async def _fill(conversation_id: str, count: int, text: str) -> None:
    made = [
        Message(
            conversation_id=conversation_id,
            seq=seq,
            sender_role="client",
            sender_name="Анна",
            kind=MessageKind.TEXT,
            text=text,
            created_at=utc_now(),
        )
        for seq in range(2, count + 2)
    ]
    await Message.insert_many(made)
