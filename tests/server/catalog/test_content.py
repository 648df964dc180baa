"""Articles, questions, legal texts and recommendations."""

from datetime import timedelta

import httpx

from server.catalog import actions
from server.catalog.contracts import PageQuery
from server.catalog.markdown import to_html, to_plain
from server.context import Context
from storage.articles import Article
from storage.text import Text
from tests.product import Product
from tests.server.catalog.conftest import ViewerAt

SESSION = {"email": "client@example.com", "password": "astars-demo", "session": "token"}


async def test_articles_come_newest_first_in_both_languages(api: httpx.AsyncClient) -> None:
    russian = (await api.get("/api/articles")).json()["items"]
    english = (await api.get("/api/articles", headers={"Accept-Language": "en"})).json()["items"]
    assert len(russian) >= 8
    times = [item["published_at"] for item in russian]
    assert times == sorted(times, reverse=True)
    titles = {item["title"] for item in russian}
    assert "Знаки Зодиака и профессии: как сделать выбор?" in titles
    assert "Какое время самое благоприятное для твоего знака?" in titles
    assert titles.isdisjoint(item["title"] for item in english)


async def test_articles_are_walked_by_cursor(api: httpx.AsyncClient) -> None:
    first = (await api.get("/api/articles?limit=5")).json()
    second = (await api.get(f"/api/articles?limit=5&cursor={first['next_cursor']}")).json()
    slugs = [item["slug"] for item in first["items"] + second["items"]]
    assert len(slugs) == len(set(slugs)) >= 8


async def test_article_is_html_and_plain_text(api: httpx.AsyncClient) -> None:
    article = (await api.get("/api/articles/zodiac-and-professions")).json()
    assert "<h2>" in article["html"]
    assert "<" not in article["plain"]
    assert "**" not in article["plain"]
    assert article["author"] == "Арсений"
    assert article["astrologer"] == "arseny"
    assert article["reading_minutes"] >= 2


async def test_article_of_the_future_is_not_there_yet(context: Context, viewer_at: ViewerAt) -> None:
    same = Text(ru="Завтра", en="Tomorrow")
    article = Article(
        slug="of-tomorrow",
        title=same,
        summary=same,
        body=same,
        author=same,
        cover="art/articles/none.svg",
        published_at=context.clock() + timedelta(days=1),
    )
    await article.insert()
    try:
        listed = await actions.list_articles(viewer_at(2026, 11, 20), PageQuery(limit=100))
        assert "of-tomorrow" not in {item.slug for item in listed.items}
        later = await actions.list_articles(viewer_at(2200, 1, 1), PageQuery(limit=1))
        assert later.items[0].slug == "of-tomorrow"
    finally:
        await article.delete()


def test_markdown_of_a_stranger_stays_inert() -> None:
    html = to_html('<script>alert(1)</script> [a](javascript:alert(1)) ![x](data:text/html,1) <b onclick="x">b</b>')
    assert "<script" not in html
    assert "<b " not in html
    assert "href" not in html
    assert "<img" not in html
    assert to_plain("## Title\n\nsome *words*\nhere") == "Title\n\nsome words here"


def test_the_largest_heading_of_a_text_stands_below_the_title_of_its_page() -> None:
    assert to_html("# Что внутри\n\n### Подробно") == "<h2>Что внутри</h2>\n<h3>Подробно</h3>\n"


async def test_questions_keep_their_order(api: httpx.AsyncClient) -> None:
    items = (await api.get("/api/faq")).json()["items"]
    assert [item["question"] for item in items[:4]] == [
        "Что такое натальная карта?",
        "Как воспользоваться нашим сервисом?",
        "Кто вы, Astars?",
        "Могу ли я быть уверенным в конфиденциальности своих данных?",
    ]
    assert len(items) >= 8
    assert all(item["answer_html"].startswith("<") for item in items)


async def test_legal_texts_name_the_organisation_of_the_settings(api: httpx.AsyncClient) -> None:
    site = (await api.get("/api/site")).json()
    for link in site["legal"]:
        for language in ("ru", "en"):
            text = (await api.get(f"/api{link['url']}", headers={"Accept-Language": language})).json()
            assert "{" not in text["html"], link["slug"]
    terms = (await api.get("/api/legal/terms")).json()
    assert terms["title"] == "Правила предоставления услуг Astars"
    assert site["organisation"]["legal_name"] in terms["plain"]
    assert site["organisation"]["taxpayer_number"] in terms["plain"]
    assert {link["group"] for link in site["legal"]} == {"important", "partners"}


async def test_recommendations_follow_from_what_was_bought(app: Product, api: httpx.AsyncClient) -> None:
    guest = (await api.get("/api/recommendations")).json()["items"]
    assert "natal-chart" in {item["slug"] for item in guest}
    token = (await api.post("/api/auth/email/login", json=SESSION)).json()["token"]
    mine = await api.get("/api/recommendations", headers={"Authorization": f"Bearer {token}"})
    slugs = {item["slug"] for item in mine.json()["items"]}
    assert slugs
    assert slugs.isdisjoint({"natal-chart", "monthly-forecast", "personality-core", "event-date"}), "those are bought"
