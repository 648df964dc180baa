"""An account that is deleted: proven first, gone at once, gone from everywhere."""

from datetime import timedelta

import httpx
import pytest

from realtime import attachments
from server.context import Context
from storage.attachments import Attachment
from storage.objects import ObjectNotFound
from storage.orders import Order
from storage.users import Role, User
from tests.people import Person
from tests.product import Product
from tests.server.accounts.people import bearer, code_for, finish_sign_in, new_phone, sign_in, wrong
from tests.server.accounts.test_errors import logs_with
from tests.server.privacy.life import PASSWORD, Life, delete, erased, everything_in
from tests.server.shop import Shop
from tests.sockets import connected


async def test_without_a_fresh_proof_nothing_is_deleted(app: Product, api: httpx.AsyncClient, life: Life) -> None:
    missing = await delete(app, life.person)
    wrong_password = await delete(app, life.person, password="not this one")
    no_code = await delete(app, life.person, code="000000")
    assert [(one.status_code, one.json()["errors"][0]["field"]) for one in (missing, wrong_password, no_code)] == [
        (422, "password"),
        (422, "password"),
        (422, "code"),
    ]
    assert wrong_password.json()["errors"][0]["detail"] == "Неверный текущий пароль."
    me = await api.get("/api/me", headers=bearer(life.person.token))
    assert me.json()["phone"] == life.phone


async def test_a_code_sent_to_the_phone_proves_it_once(app: Product, api: httpx.AsyncClient, context: Context) -> None:
    phone = new_phone()
    token = await sign_in(app, api, phone)
    used = await code_for(app, phone)
    me = (await api.get("/api/me", headers=bearer(token))).json()
    user = await User.get(me["id"])
    assert user is not None
    person = Person(user, token)
    assert (await delete(app, person)).json()["errors"][0]["field"] == "code"
    assert (await delete(app, person, code=used)).json()["code"] == "code_expired"
    await context.database.collection("phone_codes").delete_one({"_id": phone})
    await api.post("/api/auth/phone/request", json={"phone": phone})
    fresh = await code_for(app, phone)
    assert (await delete(app, person, code=wrong(fresh))).json()["code"] == "code_invalid"
    assert (await delete(app, person, code=fresh)).status_code == 204
    await api.post("/api/auth/phone/request", json={"phone": phone})
    again = await finish_sign_in(app, api, phone)
    new = (await api.get("/api/me", headers=bearer(again))).json()
    assert new["id"] != me["id"]
    assert (new["name"], new["phone"]) == ("", phone)


async def test_guessing_the_password_is_slowed(app: Product, life: Life) -> None:
    codes = [(await delete(app, life.person, password="guess")).json()["code"] for _ in range(11)]
    assert codes == ["validation_failed"] * 10 + ["rate_limited"]


async def test_every_device_is_signed_out_and_every_socket_cut_at_once(
    app: Product, api: httpx.AsyncClient, life: Life
) -> None:
    async with connected(app.base_url, life.person.token) as client:
        answer = await delete(app, life.person, password=PASSWORD)
        assert answer.status_code == 204
        assert "Max-Age=0" in answer.headers["set-cookie"]
        assert await client.event("session.ended") == {"code": "unauthenticated"}
    assert (await api.get("/api/me", headers=bearer(life.person.token))).status_code == 401
    body = {"email": life.email, "password": PASSWORD, "session": "token"}
    assert (await api.post("/api/auth/email/login", json=body)).status_code == 401


async def test_nothing_that_told_who_it_was_is_left_anywhere(app: Product, context: Context, life: Life) -> None:
    before = await everything_in(context)
    assert all(secret in before for secret in life.secrets)
    await erased(app, context, life)
    after = await everything_in(context)
    # The path of the picture, which nobody has any more, is kept until everything is settled.
    assert [secret for secret in life.secrets[:-1] if secret in after] == []


async def test_files_leave_the_store_with_the_next_sweep(app: Product, context: Context, life: Life) -> None:
    attachment = await Attachment.get(life.attachment_id)
    user = await User.get(life.user_id)
    assert attachment is not None
    assert user is not None
    assert user.avatar_path is not None
    await context.objects.head(attachment.key)
    await context.objects.head(user.avatar_path)
    await erased(app, context, life)
    with pytest.raises(ObjectNotFound):
        await context.objects.head(user.avatar_path)
    await attachments.sweep(context.chat, context.clock())
    await context.objects.head(attachment.key)
    await attachments.sweep(context.chat, context.clock() + timedelta(minutes=11))
    for key in (attachment.key, attachment.thumbnail_key):
        assert key is not None
        with pytest.raises(ObjectNotFound):
            await context.objects.head(key)
    assert await Attachment.get(life.attachment_id) is None


async def test_the_books_keep_what_was_sold_and_the_proof_of_consent(
    app: Product, context: Context, life: Life, shop: Shop
) -> None:
    before = await Order.get(life.order["id"])
    await erased(app, context, life)
    after = await Order.get(life.order["id"])
    assert before is not None
    assert after is not None
    gone = {
        "first_name": "",
        "last_name": "",
        "phone": "",
        "fingerprint": "",
        "idempotency_key": None,
        "receipt_email": None,
    }
    assert before.receipt_email == life.email
    assert after.model_dump() == {**before.model_dump(), **gone}
    assert {one.slug for one in after.consented_to} == {"privacy", "terms"}


async def test_a_guest_who_left_the_same_phone_goes_with_them(app: Product, context: Context, life: Life) -> None:
    name = f"Гость{life.email[:14]}"
    guest = User(role=Role.GUEST, first_name=name, contact_phone=life.phone, created_at=context.clock())
    await guest.insert()
    await erased(app, context, life)
    assert name not in await everything_in(context)


async def test_it_is_written_down_that_an_account_went_and_not_whose(
    app: Product, context: Context, life: Life
) -> None:
    await erased(app, context, life)
    logs = await logs_with(app, "account_deletion_begun", str(life.user_id))
    assert [secret for secret in life.secrets if secret in logs] == []
