"""What becomes of reviews when their client takes their data, changes their name, or leaves for good."""

import httpx

from server.accounts.passwords import hash_password
from server.privacy.contracts import DataExport
from server.privacy.jobs import finish_erasures
from tests.people import sign_up
from tests.server.privacy.life import PASSWORD, delete, everything_in
from tests.server.reviews.conftest import Pair


async def test_ones_own_reviews_are_in_the_file_with_ones_data(pair: Pair) -> None:
    other = await sign_up(pair.context)
    conversation_id = await pair.consultation()
    await pair.give(conversation_id, stars=4, text="моё мнение")
    await pair.give(await pair.consultation(other), other, stars=1, text="чужое мнение")
    async with pair.client.http(pair.app.base_url) as http:
        saved = DataExport.model_validate_json((await http.get("/api/me/export")).content)
    assert [(one.conversation_id, one.stars, one.text, one.is_published) for one in saved.reviews] == [
        (conversation_id, 4, "моё мнение", True)
    ]


async def test_of_whoever_deletes_their_account_only_the_stars_stay(pair: Pair, api: httpx.AsyncClient) -> None:
    conversation_id = await pair.consultation()
    await pair.give(conversation_id, stars=4, text="это знает одна я")
    await pair.client.user.set({"password_hash": hash_password(PASSWORD)})
    assert (await delete(pair.app, pair.client, password=PASSWORD)).status_code == 204
    await finish_erasures(pair.context)
    [shown] = (await api.get(f"/api/astrologers/{pair.page.slug}/reviews")).json()["items"]
    assert (shown["stars"], shown["text"], shown["name"]) == (4, "", None)
    assert await pair.rating() == (4, 1)
    assert (await pair.show(conversation_id, pair.astrologer))["review"]["text"] == ""
    assert "это знает одна я" not in await everything_in(pair.context)


async def test_a_new_name_stands_at_ones_reviews_at_once(pair: Pair, api: httpx.AsyncClient) -> None:
    await pair.give(await pair.consultation(), stars=5)
    async with pair.client.http(pair.app.base_url) as http:
        assert (await http.patch("/api/me", json={"first_name": "Ольга"})).status_code == 200
    [shown] = (await api.get(f"/api/astrologers/{pair.page.slug}/reviews")).json()["items"]
    assert shown["name"] == "Ольга"
