"""A client's life in the product: a phone, a profile, a picture, a purchase, words and files, a help chat."""

import secrets
from dataclasses import dataclass
from typing import Any

import httpx
import orjson

from server.context import Context
from server.privacy.jobs import finish_erasures
from storage.ids import UserId
from storage.users import User, user_by_phone
from tests.people import Person
from tests.product import Product
from tests.realtime.pictures import picture
from tests.server.accounts.people import bearer, new_email, new_phone, sign_in
from tests.server.shop import Buyer, Shop
from tests.sockets import connected

PASSWORD = "звёздное небо 2"


@dataclass(frozen=True)
class Life:
    """Who they are and what is theirs. `secrets`: what their own data alone say; it is nowhere when they are gone."""

    person: Person
    astrologer: Person
    phone: str
    email: str
    secrets: tuple[str, ...]
    order: dict[str, Any]
    support_id: str
    attachment_id: str

    @property
    def conversation_id(self) -> str:
        """The consultation."""
        return str(self.order["conversation_id"])

    @property
    def user_id(self) -> UserId:
        """The person's id."""
        return self.person.user.id


async def live(app: Product, api: httpx.AsyncClient, shop: Shop) -> Life:
    """A new client, until they have something of everything."""
    mark = secrets.token_hex(5)
    phone, email, name, city = new_phone(), new_email(), f"Аделаида{mark}", f"Китеж{mark}"
    token = await sign_in(app, api, phone)
    place = {"id": "1", "name": city, "lat": 56.8, "lon": 45.1, "timezone": "Europe/Moscow"}
    birth = {"date": "1987-03-14", "time": "04:35", "place": place}
    changed = await api.patch(
        "/api/me", json={"first_name": name, "email": email, "birth": birth}, headers=bearer(token)
    )
    assert changed.status_code == 200, changed.text
    await api.put("/api/me/password", json={"password": PASSWORD}, headers=bearer(token))
    await api.put(
        "/api/me/avatar", content=picture(size=(300, 300)), headers=bearer(token) | {"Content-Type": "image/jpeg"}
    )
    user = await user_by_phone(phone)
    assert user is not None
    order = await Buyer(shop, api, user, token).buy(first_name=name, phone=phone)
    hired = await User.get(shop.astrologer.user_id)
    assert hired is not None
    astrologer = Person(hired, (await shop.sign_in(api, hired)).token)
    support = await api.post("/api/support/conversations", json={}, headers=bearer(token))
    support_id = support.json()["conversation"]["id"]
    attachment_id = await upload(api, token, order["conversation_id"], f"паспорт{mark}.jpg")
    async with connected(app.base_url, token) as client, connected(app.base_url, astrologer.token) as console:
        await client.send(order["conversation_id"], f"сокровенный вопрос {mark}")
        await client.do("message.send", _file(order["conversation_id"], attachment_id))
        await console.send(order["conversation_id"], f"бережный ответ {mark}")
        await client.send(support_id, f"не приходит письмо на {email}")
    person = Person(user, token)
    told = (phone, phone[1:], email, name, city, f"паспорт{mark}", user.avatar_path or name)
    return Life(person, astrologer, phone, email, told, order, support_id, attachment_id)


def _file(conversation_id: str, attachment_id: str) -> dict[str, Any]:
    return {
        "conversation_id": conversation_id,
        "client_message_id": f"{secrets.token_hex(4)}-0000-4000-8000-{secrets.token_hex(6)}",
        "kind": "image",
        "text": "",
        "attachment_ids": [attachment_id],
    }


async def upload(api: httpx.AsyncClient, token: str, conversation_id: str, name: str) -> str:
    """Announce, upload and have checked; answers the attachment's id."""
    content = picture()
    body = {"conversation_id": conversation_id, "name": name, "size": len(content), "content_type": "image/jpeg"}
    announced = await api.post("/api/attachments", json=body, headers=bearer(token))
    assert announced.status_code == 201, announced.text
    leave, attachment_id = announced.json()["upload"], str(announced.json()["attachment"]["id"])
    async with httpx.AsyncClient() as store:
        stored = await store.request(leave["method"], leave["url"], headers=leave["headers"], content=content)
    assert stored.status_code == 200, stored.text
    checked = await api.post(f"/api/attachments/{attachment_id}/complete", headers=bearer(token))
    assert checked.status_code == 200, checked.text
    return attachment_id


async def delete(app: Product, person: Person, **proof: str) -> httpx.Response:
    """Ask for the end of the account."""
    async with person.http(app.base_url) as http:
        return await http.request("DELETE", "/api/me", json=proof)


async def erased(app: Product, context: Context, life: Life) -> None:
    """The account is deleted and everything is done that is left to do."""
    assert (await delete(app, life.person, password=PASSWORD)).status_code == 204
    await finish_erasures(context)


async def everything_in(context: Context) -> str:
    """Every document of every collection, as text."""
    found: list[object] = []
    for name in await context.database.handle.list_collection_names():
        found += await context.database.collection(name).find().to_list(None)
    return orjson.dumps(found, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
