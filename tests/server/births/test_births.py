"""A consultation's birth: copied from the profile or asked for once, changed until the astrologer has begun."""

import httpx

from server.accounts.passwords import hash_password
from server.context import Context
from server.privacy.contracts import DataExport
from server.privacy.jobs import finish_erasures
from tests.people import Person, sign_up
from tests.product import Product
from tests.server.births.conftest import BIRTH, PERM, Bought, buy
from tests.server.privacy.life import PASSWORD, delete, everything_in
from tests.sockets import connected


async def test_what_the_profile_says_is_copied_once_the_consultation_opens(
    app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    bought = await buy(app, context, api, profile=BIRTH)
    shown = await bought.shown()
    assert shown["given"]["birth"] == BIRTH
    assert (shown["asked_of"], shown["is_fixed"], shown["may_give"]) == ("client", False, True)
    # The profile goes its own way from here.
    await api.patch("/api/me", json={"birth": BIRTH | {"date": "1991-01-01"}}, headers=bought.buyer.headers)
    assert (await bought.shown())["given"]["birth"] == BIRTH


async def test_what_the_profile_leaves_open_is_asked_for(
    app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    without_place = await buy(app, context, api, profile=BIRTH | {"place": None})
    twice = await buy(app, context, api, profile=BIRTH | {"date": "1990-09-30", "time": "02:30"})
    for bought in (without_place, twice):
        shown = await bought.shown()
        assert (shown["given"], shown["may_give"]) == (None, True)


async def test_ones_own_birth_is_kept_in_the_profile_and_told_to_the_astrologer_at_once(bought: Bought) -> None:
    assert (await bought.shown())["given"] is None
    async with connected(bought.app.base_url, bought.astrologer.token) as console:
        answer = await bought.give()
        assert answer.status_code == 200, answer.text
        told = await console.event(
            "message.created", lambda one: (one["message"].get("system") or {}).get("code") != "consultation.opened"
        )
    assert told["message"]["system"] == {"code": "consultation.birth_given", "params": {}}
    assert (await bought.buyer.get("/api/me"))["birth"] == BIRTH
    seen = await bought.shown_to_astrologer()
    assert seen["given"] == answer.json()["given"]
    assert (seen["given"]["name"], seen["given"]["birth"], seen["may_give"]) == ("Анна Белова", BIRTH, False)
    assert "+7999" not in str(seen)


async def test_anothers_birth_has_a_name_and_leaves_the_profile_alone(bought: Bought) -> None:
    nameless = await bought.give(is_self=False)
    assert [one["field"] for one in nameless.json()["errors"]] == ["name"]
    assert (await bought.give(is_self=False, name="Миша")).status_code == 200
    given = (await bought.shown_to_astrologer())["given"]
    assert (given["name"], given["is_self"]) == ("Миша", False)
    assert (await bought.buyer.get("/api/me"))["birth"] is None


async def test_it_is_changed_until_the_astrologer_has_written_and_not_after(bought: Bought) -> None:
    await bought.give()
    async with connected(bought.app.base_url, bought.buyer.token) as client:
        await client.send(bought.conversation_id, "Мой вопрос")
    changed = await bought.give(BIRTH | {"time": None})
    assert changed.json()["given"]["birth"]["time"] is None
    await bought.astrologer_writes()
    refused = await bought.give()
    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    assert refused.json()["errors"][0]["code"] == "birth_fixed"
    shown = await bought.shown()
    assert (shown["given"]["birth"]["time"], shown["is_fixed"], shown["may_give"]) == (None, True, False)


async def test_an_hour_that_came_twice_is_asked_about_and_one_without_a_place_refused(bought: Bought) -> None:
    twice = BIRTH | {"date": "1990-09-30", "time": "02:30"}
    asked = (await bought.give(twice)).json()["errors"][0]
    assert (asked["field"], asked["code"], len(asked["choices"])) == ("birth.time", "time_ambiguous", 2)
    assert (await bought.give(twice | asked["choices"][1]["value"])).json()["given"]["birth"]["fold"] == 1
    nowhere = (await bought.give(BIRTH | {"place": None})).json()["errors"][0]
    assert (nowhere["field"], nowhere["code"]) == ("birth.place", "required")


async def test_the_same_again_is_one_message_and_a_change_another(bought: Bought) -> None:
    for birth in (BIRTH, BIRTH, BIRTH | {"time": None}):
        assert (await bought.give(birth)).status_code == 200
    page = await bought.buyer.get(f"/api/conversations/{bought.conversation_id}/messages?limit=50")
    codes = [one["system"]["code"] for one in page["messages"]]
    assert codes == ["consultation.opened", "consultation.birth_given", "consultation.birth_given"]


async def test_both_sides_have_the_chart_of_it_and_strangers_find_nothing(bought: Bought) -> None:
    await bought.give(is_self=False, name="Миша")
    stranger: Person = await sign_up(bought.context)
    for token, found in ((bought.astrologer.token, True), (bought.buyer.token, True), (stranger.token, False)):
        headers = {"Authorization": f"Bearer {token}"}
        drawn = await bought.buyer.api.get(f"{bought.path}/chart.svg?language=ru", headers=headers)
        assert (drawn.status_code, "<svg" in drawn.text) == ((200, True) if found else (404, False))
        assert (await bought.buyer.api.get(bought.path, headers=headers)).status_code == (200 if found else 404)
    refused = await bought.buyer.api.put(
        bought.path, json={"birth": BIRTH}, headers={"Authorization": f"Bearer {bought.astrologer.token}"}
    )
    assert refused.status_code == 403


async def test_it_is_in_the_file_with_ones_data_and_gone_with_the_account(bought: Bought) -> None:
    city = "Китеж Невидимый"
    await bought.give(BIRTH | {"place": PERM | {"name": city}}, is_self=False, name="Младомира")
    exported = await bought.buyer.api.get("/api/me/export", headers=bought.buyer.headers)
    [saved] = DataExport.model_validate_json(exported.content).births
    assert (saved.birth.name, saved.birth.birth.place.name if saved.birth.birth.place else None) == ("Младомира", city)
    await bought.buyer.user.set({"password_hash": hash_password(PASSWORD)})
    gone = await delete(bought.app, Person(bought.buyer.user, bought.buyer.token), password=PASSWORD)
    assert gone.status_code == 204
    await finish_erasures(bought.context)
    assert (await bought.shown_to_astrologer())["given"] is None
    left = await everything_in(bought.context)
    assert "Младомира" not in left
    assert city not in left
