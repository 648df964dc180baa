"""Two web processes work together; one is killed in the middle of sending."""

import asyncio
import signal
from collections.abc import Iterator
from uuid import uuid4

import pytest
import socketio

from server.context import Context
from storage.users import Role
from tests.faults.checker import Log, check
from tests.people import Person, consultation, sign_up
from tests.product import Process, Product
from tests.sockets import connected

PAIRS = 6
MESSAGES = 40


@pytest.fixture
def second(app: Product) -> Iterator[tuple[str, Process]]:
    """One more web process on the same stores, ended whatever happens."""
    url, process = app.start_web()
    yield url, process
    process.stop(signal.SIGKILL)
    app.processes.remove(process)


async def test_what_happens_on_one_process_is_seen_on_the_other(
    app: Product, context: Context, second: tuple[str, Process]
) -> None:
    anna, sofia = await sign_up(context), await sign_up(context, Role.ASTROLOGER, "София")
    opened = await consultation(context, anna, sofia)
    async with connected(app.base_url, anna.token) as client, connected(second[0], sofia.token) as console:
        assert (await client.event("presence.changed"))["state"] == "online"
        sent = await client.send(opened.id, "с первого процесса")
        seen = await console.event("message.created", lambda e: e["message"]["seq"] == sent["seq"])
        assert seen["message"] == sent
        await console.do("receipt.read", {"conversation_id": str(opened.id), "seq": sent["seq"]})
        await client.event("receipt.updated", lambda e: e["read_seq"] == sent["seq"])
        await console.do("conversation.complete", {"conversation_id": str(opened.id)})
        await client.event("conversation.changed", lambda e: e["conversation"]["state"] == "inactive")
        late = {"conversation_id": str(opened.id), "client_message_id": str(uuid4()), "text": "поздно"}
        assert await client.refused("message.send", late) == "conversation_inactive"
        async with anna.http(second[0]) as http:
            await http.post("/api/auth/logout")
        assert (await client.event("session.ended"))["code"] == "unauthenticated"


async def test_a_process_killed_while_sending_loses_doubles_and_reorders_nothing(
    app: Product, context: Context, second: tuple[str, Process]
) -> None:
    url, process = second
    writers: list[tuple[str, Person, Log]] = []
    conversations = {}
    for _ in range(PAIRS):
        anna, sofia = await sign_up(context), await sign_up(context, Role.ASTROLOGER, "София")
        opened = await consultation(context, anna, sofia)
        conversations[opened.id] = {anna.id: Log(), sofia.id: Log()}
        writers += [(str(opened.id), one, conversations[opened.id][one.id]) for one in (anna, sofia)]
    enough = asyncio.Event()
    progress = [0]

    async def kill_in_the_middle() -> None:
        await enough.wait()
        process.popen.kill()

    tasks = [
        _write(conversation_id, person, log, [url, app.base_url], progress, enough)
        for conversation_id, person, log in writers
    ]
    await asyncio.wait_for(asyncio.gather(kill_in_the_middle(), *tasks), 90)

    assert process.popen.poll() is not None
    for conversation_id, logs in conversations.items():
        assert await check(context, conversation_id, logs) == 1 + 2 * MESSAGES
        assert all(len(log.acked) == MESSAGES for log in logs.values()), "every send was answered in the end"


async def _write(
    conversation_id: str, person: Person, log: Log, urls: list[str], progress: list[int], enough: asyncio.Event
) -> None:
    """Send in order, each until it is acknowledged, moving to the next address when a connection breaks."""
    address = 0
    client: socketio.AsyncClient | None = None
    for _ in range(MESSAGES):
        once = str(uuid4())
        log.sends.append(once)
        while once not in log.acked:
            try:
                if client is None:
                    client = socketio.AsyncClient(reconnection=False)
                    await client.connect(urls[address], auth={"token": person.token}, transports=["websocket"])
                payload = {"conversation_id": conversation_id, "client_message_id": once, "text": once}
                answer = await client.call("message.send", payload, timeout=5)
            except (socketio.exceptions.SocketIOError, OSError):
                if client is not None:
                    await client.disconnect()
                client, address = None, min(address + 1, len(urls) - 1)
                continue
            if answer["ok"]:
                log.acked[once] = answer["data"]["message"]["seq"]
                progress[0] += 1
            elif answer["error"]["code"] == "rate_limited":
                await asyncio.sleep(answer["error"]["retry_after_seconds"])
            else:
                raise AssertionError(answer)
        if progress[0] > PAIRS * MESSAGES // 2:
            enough.set()
    assert client is not None
    await client.disconnect()
