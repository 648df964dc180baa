"""The support queue: one answers, nobody is forgotten, and nobody's counters are anybody else's."""

import asyncio
from datetime import timedelta
from uuid import uuid4

from realtime.conversations import participant_of
from realtime.inbox_repair import repair
from realtime.support import adopt_guest, open_support_chat
from server.context import Context
from storage.conversations import Conversation, conversation_by_id, show_person
from storage.ids import MessageId, id_at
from storage.messages import Message, MessageKind, changes_after, last_seq
from storage.queue import adopt
from storage.queue_place import QueueState
from storage.users import Role, User
from storage.waiting_visitors import begin_waiting, end_waiting
from tests.people import Person, sign_up
from tests.product import Product
from tests.sockets import connected


async def _chat(context: Context) -> tuple[Person, Conversation]:
    anna = await sign_up(context)
    return anna, await open_support_chat(context.chat, anna.user, now=context.clock())


async def _stored(conversation: Conversation) -> Conversation:
    found = await conversation_by_id(conversation.id)
    assert found is not None
    return found


async def test_of_many_who_claim_at_once_exactly_one_answers(app: Product, context: Context) -> None:
    _, opened = await _chat(context)
    staff = [await sign_up(context, Role.SUPPORT, f"Олег {number}") for number in range(5)]
    named = {"conversation_id": str(opened.id)}

    async def claim(person: Person) -> bool:
        async with connected(app.base_url, person.token) as desk:
            answer = await desk.ask("queue.claim", named)
        assert answer["ok"] or answer["error"]["code"] == "conflict"
        return bool(answer["ok"])

    won = await asyncio.gather(*map(claim, staff))
    assert sum(won) == 1
    stored = await _stored(opened)
    assert stored.queue is not None
    assert stored.queue.assignee_id == staff[won.index(True)].user.id


async def test_whoever_answers_again_is_still_one_participant(app: Product, context: Context) -> None:
    anna, opened = await _chat(context)
    oleg = await sign_up(context, Role.SUPPORT, "Олег")
    named = {"conversation_id": str(opened.id)}
    async with connected(app.base_url, oleg.token) as desk, connected(app.base_url, anna.token) as widget:
        await desk.do("queue.claim", named)
        await desk.do("queue.resolve", named)
        await show_person(oleg.user.id, name="Олег Иванов")
        await widget.send(opened.id, "ещё вопрос")
        await desk.do("queue.claim", named)
    stored = await _stored(opened)
    assert [one.user_id for one in stored.participants] == stored.participant_ids == [anna.user.id, oleg.user.id]


async def test_a_question_whose_process_died_comes_back_to_the_queue(app: Product, context: Context) -> None:
    anna, opened = await _chat(context)
    oleg = await sign_up(context, Role.SUPPORT, "Олег")
    named = {"conversation_id": str(opened.id)}
    async with connected(app.base_url, oleg.token) as desk:
        await desk.do("queue.claim", named)
        await desk.do("queue.resolve", named)
        at = context.clock() - timedelta(seconds=30)
        await Message(
            id=MessageId(id_at(at)),
            conversation_id=opened.id,
            seq=await last_seq(opened.id) + 1,
            sender_id=anna.user.id,
            sender_role=Role.CLIENT,
            sender_name="Анна",
            client_message_id=str(uuid4()),
            kind=MessageKind.TEXT,
            text="Есть кто-нибудь?",
            created_at=at,
        ).insert()
        await repair(context.chat, context.clock())
        told = await desk.event("queue.changed", lambda event: event["conversation"]["queue"]["waiting_since"])
    assert told["conversation"]["id"] == str(opened.id)
    stored = await _stored(opened)
    assert stored.queue is not None
    assert (stored.queue.state, stored.queue.waiting_since) == (QueueState.WAITING, at)


async def test_the_queues_events_count_nobodys_unread_messages(app: Product, context: Context) -> None:
    anna, opened = await _chat(context)
    oleg, ira = await sign_up(context, Role.SUPPORT, "Олег"), await sign_up(context, Role.SUPPORT, "Ира")
    async with connected(app.base_url, oleg.token) as desk, connected(app.base_url, ira.token) as other:
        async with connected(app.base_url, anna.token) as widget:
            await widget.send(opened.id, "вопрос")
        await desk.do("queue.claim", {"conversation_id": str(opened.id)})
        await desk.send(opened.id, "ответ")
        told = await other.event(
            "queue.changed",
            lambda event: event["conversation"]["id"] == str(opened.id) and event["conversation"]["last_seq"] >= 3,
        )
    assert told["conversation"]["read_seq"] == 0
    assert told["conversation"]["unread"] == told["conversation"]["last_seq"]


async def test_a_late_answer_does_not_hide_a_newer_question(app: Product, context: Context) -> None:
    anna, opened = await _chat(context)
    asked = context.clock()
    await begin_waiting(opened.id, anna.user.id, asked)
    assert await end_waiting(opened.id, asked - timedelta(seconds=1)) is None
    answered = await end_waiting(opened.id, asked + timedelta(seconds=1))
    assert answered is not None
    assert answered.queue is not None
    assert answered.queue.waiting_since is None


async def test_signing_in_with_a_chat_of_ones_own_leaves_the_guests_alone(app: Product, context: Context) -> None:
    anna, own = await _chat(context)
    phone = f"+7916{uuid4().int % 10**7:07d}"
    guest = User(role=Role.GUEST, first_name="Аня", contact_phone=phone, created_at=context.clock())
    await guest.insert()
    theirs = await open_support_chat(context.chat, guest, now=context.clock())
    await adopt_guest(context.chat, phone=phone, user=anna.user)
    assert await adopt(theirs.id, guest.id, participant_of(anna.user)) is None
    assert (await _stored(theirs)).visitor_id == guest.id
    assert (await _stored(own)).visitor_id == anna.user.id


async def test_every_message_of_an_adopted_guest_is_a_change_of_its_own(app: Product, context: Context) -> None:
    guest, anna = await sign_up(context, Role.GUEST, "Аня"), await sign_up(context)
    theirs = await open_support_chat(context.chat, guest.user, now=context.clock())
    async with connected(app.base_url, guest.token) as widget:
        for number in range(3):
            await widget.send(theirs.id, f"вопрос {number}")
    adopted = await adopt(theirs.id, guest.user.id, participant_of(anna.user))
    assert adopted is not None
    assert adopted.rev == (await _stored(theirs)).rev
    page = await changes_after(theirs.id, 0, await last_seq(theirs.id), limit=2)
    rest = await changes_after(theirs.id, page[-1]["rev"], await last_seq(theirs.id), limit=100)
    texts = [one["text"] for one in [*page, *rest] if one["sender_id"] == anna.user.id]
    assert texts == ["вопрос 0", "вопрос 1", "вопрос 2"]
