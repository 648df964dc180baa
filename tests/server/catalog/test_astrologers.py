"""What a visitor learns about the astrologers."""

from datetime import timedelta

import httpx

from server.context import Context
from storage.astrologers import Availability, astrologer_by_slug, set_availability


async def test_cards_carry_the_words_of_the_product(api: httpx.AsyncClient) -> None:
    items = (await api.get("/api/astrologers?limit=100")).json()["items"]
    by_slug = {item["slug"]: item for item in items}
    assert {"sofia", "elizaveta", "timofey", "marianna", "arseny", "aisylu"} <= set(by_slug)
    sofia, elizaveta = by_slug["sofia"], by_slug["elizaveta"]
    assert sofia["name"] == "София"
    assert sofia["bio"] == "Главный астролог проекта. Опыт проведения консультаций более 5-ти лет"
    assert sofia["directions"] == ["Любовь", "Карьера и деньги", "Кармическое предназначение"]
    assert (
        elizaveta["bio"]
        == "Профессиональный астролог, успешно проводит астрологические консультации на протяжении 3-х лет"
    )
    assert elizaveta["directions"] == ["Детский гороскоп", "Личная жизнь", "Карьера"]
    assert sofia["rating"]["count"] > 0
    assert 1 <= sofia["rating"]["average"] <= 5


async def test_astrologer_page_shows_education_and_services_but_no_account(api: httpx.AsyncClient) -> None:
    answer = await api.get("/api/astrologers/sofia", headers={"Accept-Language": "en"})
    page = answer.json()
    assert page["name"] == "Sofia"
    assert len(page["education"]) >= 3
    assert "natal-chart" in {one["slug"] for one in page["services"]}
    assert "example.com" not in answer.text
    assert "user_id" not in page


async def test_absence_is_shown_until_it_ends(context: Context, api: httpx.AsyncClient) -> None:
    arseny = await astrologer_by_slug("arseny")
    assert arseny is not None
    now = context.clock()
    try:
        back_at = now + timedelta(hours=2)
        assert await set_availability(arseny.user_id, Availability.AWAY, back_at, at=now)
        shown = (await api.get("/api/astrologers/arseny")).json()["availability"]
        assert shown["state"] == "away"
        assert shown["until"] == back_at.isoformat(timespec="milliseconds").replace("+00:00", "Z")

        await set_availability(arseny.user_id, Availability.AWAY, now - timedelta(seconds=1), at=now)
        shown = (await api.get("/api/astrologers/arseny")).json()["availability"]
        assert shown == {"state": "available", "until": None}
    finally:
        await set_availability(arseny.user_id, Availability.AVAILABLE, None, at=now)
