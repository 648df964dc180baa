"""Long answers that are being written: the same on every device, and none is lost to another."""

import asyncio

import httpx

from realtime.support import open_support_chat
from server.context import Context
from server.privacy.erasure import erase
from storage.answer_drafts import answer_draft
from storage.conversations import Conversation
from storage.erasures import Erasure
from storage.users import Role
from tests.people import Person, consultation, sign_up
from tests.product import Product


class Desk:
    """An astrologer's devices at one consultation."""

    def __init__(self, app: Product, astrologer: Person, conversation: Conversation) -> None:
        self.app = app
        self.astrologer = astrologer
        self.conversation = conversation

    async def save(self, text: str, version: int) -> httpx.Response:
        async with self.astrologer.http(self.app.base_url) as http:
            return await http.put(
                f"/api/console/drafts/{self.conversation.id}", json={"text": text, "version": version}
            )

    async def kept(self) -> tuple[str, int]:
        async with self.astrologer.http(self.app.base_url) as http:
            draft = (await http.get(f"/api/console/drafts/{self.conversation.id}")).json()["draft"]
        return draft["text"], draft["version"]


async def _desk(app: Product, context: Context) -> Desk:
    sofia = await sign_up(context, Role.ASTROLOGER, "София")
    return Desk(app, sofia, await consultation(context, await sign_up(context), sofia))


async def test_another_device_goes_on_with_it(app: Product, context: Context, api: httpx.AsyncClient) -> None:
    desk = await _desk(app, context)
    assert await desk.kept() == ("", 0)
    assert (await desk.save("Ваше Солнце", 0)).json()["draft"]["version"] == 1
    assert (await desk.save("Ваше Солнце в Тельце", 1)).json()["draft"]["version"] == 2
    assert await desk.kept() == ("Ваше Солнце в Тельце", 2)


async def test_whoever_writes_from_an_old_version_is_told_and_overwrites_nothing(
    app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    desk = await _desk(app, context)
    await desk.save("первое", 0)
    await desk.save("второе", 1)
    refused = await desk.save("третье, от первого", 1)
    assert refused.status_code == 409
    assert refused.json()["errors"] == [
        {
            "field": "version",
            "code": "draft_changed",
            "detail": "Этот ответ уже продолжили на другом устройстве.",
        }
    ]
    assert await desk.kept() == ("второе", 2)
    again = await desk.save("второе", 1)
    assert (again.status_code, again.json()["draft"]["version"]) == (200, 2), "its answer was lost on the way"


async def test_of_many_devices_at_once_one_is_first(app: Product, context: Context, api: httpx.AsyncClient) -> None:
    desk = await _desk(app, context)
    for version in (0, 1):
        answers = await asyncio.gather(*(desk.save(f"{version}: {number}", version) for number in range(20)))
        assert sorted(one.status_code for one in answers) == [200] + [409] * 19
        (kept,) = [one.json()["draft"]["text"] for one in answers if one.status_code == 200]
        assert await desk.kept() == (kept, version + 1)


async def test_it_is_nobody_elses_and_of_consultations_alone(
    app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    desk = await _desk(app, context)
    await desk.save("Тайна", 0)
    client = await sign_up(context)
    chat = await open_support_chat(context.chat, client.user, now=context.clock())
    elizaveta = await sign_up(context, Role.ASTROLOGER)
    async with elizaveta.http(app.base_url) as http:
        for foreign in (desk.conversation.id, chat.id):
            assert (await http.get(f"/api/console/drafts/{foreign}")).status_code == 404
            assert (
                await http.put(f"/api/console/drafts/{foreign}", json={"text": "", "version": 1})
            ).status_code == 404
    too_long = await desk.save("я" * 60_001, 1)
    assert too_long.status_code == 422


async def test_a_client_who_leaves_for_good_takes_along_what_was_being_written_about_them(
    app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    desk = await _desk(app, context)
    await desk.save("Анна говорила, что", 0)
    client_id = desk.conversation.participants[0].user_id
    now = context.clock()
    await erase(context, Erasure(id=client_id, person_ids=[client_id], requested_at=now), now)
    assert await answer_draft(desk.conversation.id, desk.astrologer.user.id) is None
