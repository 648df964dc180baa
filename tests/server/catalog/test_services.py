"""What a visitor learns about the services."""

import httpx

SEEDED = {
    "natal-chart",
    "personality-core",
    "monthly-forecast",
    "event-date",
    "compatibility",
    "childs-horoscope",
    "solar-return",
    "career-and-money",
    "purpose",
}


async def test_catalogue_lists_the_services_of_the_product(api: httpx.AsyncClient) -> None:
    answer = (await api.get("/api/services?limit=100")).json()
    by_slug = {item["slug"]: item for item in answer["items"]}
    assert set(by_slug) >= SEEDED
    natal = by_slug["natal-chart"]
    assert natal["title"] == "Полная натальная карта"
    assert natal["price"] == {"amount": 999_900, "currency": "RUB"}
    assert natal["validity"] == {"months": 6, "days": 0, "text": "6 месяцев"}
    assert by_slug["personality-core"]["title"] == "Ядро личности"
    assert by_slug["personality-core"]["price"]["amount"] == 249_900


async def test_formats_are_offered_in_the_exact_words_of_the_product(api: httpx.AsyncClient) -> None:
    formats = (await api.get("/api/services/natal-chart")).json()["formats"]
    assert {one["format"]: one["description"] for one in formats} == {
        "audio": "Аудиоконсультация. Предоставление развернутого устного ответа на ваш запрос"
        " + возможность обсуждения в чате после получения ответа.",
        "written": "Письменная консультация. Предоставление развернутого письменного ответа на Ваш запрос"
        " + возможность обсуждения в чате после получения ответа.",
    }


async def test_service_page_says_what_one_learns_and_who_can_be_asked(api: httpx.AsyncClient) -> None:
    service = (await api.get("/api/services/childs-horoscope")).json()
    assert len(service["learn"]) >= 3
    assert "<h3>" not in service["description"]
    assert service["description_html"].startswith("<p>")
    assert {"elizaveta", "aisylu"} <= {one["slug"] for one in service["astrologers"]}
    assert "sofia" not in {one["slug"] for one in service["astrologers"]}
    assert [one["slug"] for one in service["related"]] == ["natal-chart", "compatibility", "personality-core"]


async def test_catalogue_speaks_the_language_asked_for(api: httpx.AsyncClient) -> None:
    for header, title in (
        ("en-GB,en;q=0.9", "The full natal chart"),
        ("ru", "Полная натальная карта"),
        ("de", "Полная натальная карта"),
    ):
        answer = await api.get("/api/services/natal-chart", headers={"Accept-Language": header})
        assert answer.json()["title"] == title


async def test_list_is_walked_by_cursor_without_gap_or_repeat(api: httpx.AsyncClient) -> None:
    seen: list[str] = []
    cursor = ""
    while True:
        page = (await api.get(f"/api/services?limit=2{cursor}")).json()
        assert len(page["items"]) <= 2
        seen += [item["slug"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert len(seen) == len(set(seen))
    assert set(seen) >= SEEDED


async def test_services_of_one_astrologer_are_listed_alone(api: httpx.AsyncClient) -> None:
    offered = (await api.get("/api/astrologers/timofey")).json()["services"]
    listed = (await api.get("/api/services?astrologer=timofey")).json()["items"]
    assert [one["slug"] for one in listed] == [one["slug"] for one in offered]
    assert {one["slug"] for one in listed} == {"event-date", "solar-return", "monthly-forecast", "natal-chart"}


async def test_what_does_not_exist_is_not_found(api: httpx.AsyncClient) -> None:
    for path in (
        "/api/services/no-such",
        "/api/services?astrologer=no-such",
        "/api/astrologers/no-such",
        "/api/articles/no-such",
        "/api/legal/no-such",
        "/api/services/%00",
    ):
        answer = await api.get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), path


async def test_forged_cursors_and_unknown_parameters_are_refused(api: httpx.AsyncClient) -> None:
    for path in (
        "/api/services?cursor=%F0%9F%8C%99",
        "/api/services?cursor=bm90IGpzb24",
        "/api/services?cursor=W3siJGd0IjowfSwiYSJd",  # [{"$gt":0},"a"]
        "/api/services?cursor=WzFlMzAsImEiXQ",  # [1e30,"a"]
        "/api/articles?cursor=WzkwMDcxOTkyNTQ3NDA5OTEsImEiXQ",  # [9007199254740991,"a"], a year that does not exist
        "/api/services?limit=0",
        "/api/services?limit=1000",
        "/api/services?sort=price",
        "/api/services?astrologer[$ne]=x",
    ):
        answer = await api.get(path)
        assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed"), path
