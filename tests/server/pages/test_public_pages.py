"""Public pages: whole before any script runs, with the product's exact words, clean under the strict policy."""

import httpx
import pytest

from tests.server.pages.conftest import ReadPage, SignIn

PAGES = [
    "/",
    "/services/natal-chart",
    "/services/personality-core",
    "/astrologers",
    "/astrologers/sofia",
    "/articles",
    "/articles/zodiac-and-professions",
    "/legal/terms",
    "/legal/privacy",
    "/refund",
    "/sign-in",
    "/reset-password?token=x",
    "/no-such-page",
]

AUDIO = (
    "Аудиоконсультация. Предоставление развернутого устного ответа на ваш запрос + "
    "возможность обсуждения в чате после получения ответа."
)
WRITTEN = (
    "Письменная консультация. Предоставление развернутого письменного ответа на Ваш запрос + "
    "возможность обсуждения в чате после получения ответа."
)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["ru", "en"])
async def test_page_has_nothing_that_the_policy_refuses(read_page: ReadPage, path: str, language: str) -> None:
    page = await read_page(path, language, status=404 if path == "/no-such-page" else 200)
    assert page.refused_by_policy() == []
    assert [one.attributes["lang"] for one in page.all("html")] == [language]
    assert len(page.all("h1")) == 1
    assert page.all("script", src="/widget.js"), "the chat is on every page"


@pytest.mark.parametrize("path", PAGES)
async def test_no_page_repeats_an_id_or_shows_an_image_without_a_text(read_page: ReadPage, path: str) -> None:
    page = await read_page(path, status=404 if path == "/no-such-page" else 200)
    ids = [one.attributes["id"] for one in page.elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    assert all("alt" in one.attributes for one in page.all("img"))


async def test_header_has_the_five_links_on_every_page(read_page: ReadPage) -> None:
    for path in ("/", "/astrologers/sofia", "/articles"):
        words = (await read_page(path)).words
        assert words.startswith("Перейти к содержанию Astars Консультации Наши специалисты Блог Контакты")
        assert "Вход" in words


async def test_home_shows_every_section_in_order(read_page: ReadPage) -> None:
    words = (await read_page("/")).words
    sections = [
        "Получить консультацию",
        "Полная натальная карта",
        "Главный астролог проекта. Опыт проведения консультаций более 5-ти лет",
        "Телеграм-канал",
        "Перейти",
        "Смотреть все",
        "Знаки Зодиака и профессии: как сделать выбор?",
        "Часто задаваемые вопросы",
        "Что такое натальная карта?",
        "Как воспользоваться нашим сервисом?",
        "Кто вы, Astars?",
        "Могу ли я быть уверенным в конфиденциальности своих данных?",
        "Важная информация",
        "Правила предоставления услуг Astars",
        "Политика конфиденциальности",
        "Правила предоставления услуг по партнерским программам",
        "Форма возврата",
    ]
    at = 0
    for section in sections:
        found = words.find(section, at)
        assert found >= 0, f"{section} is missing or out of order"
        at = found


async def test_every_service_card_can_be_bought_without_a_script(read_page: ReadPage) -> None:
    page = await read_page("/")
    bought = page.all("a", data_buy="personality-core")
    assert [one.attributes["href"] for one in bought] == ["/services/personality-core?buy=1"]
    assert len([one for one in page.all("a") if "data-buy" in one.attributes]) >= 8


async def test_service_page_says_price_validity_and_formats_in_the_exact_words(read_page: ReadPage) -> None:
    words = (await read_page("/services/natal-chart")).words
    for text in (
        "Полная натальная карта",
        "Срок действия: 6 месяцев",
        "Цена: 9999 ₽",
        "После консультации",
        "Вы узнаете:",
    ):
        assert text in words
    assert AUDIO in words
    assert WRITTEN in words
    assert "Купить" in words


async def test_validity_has_the_plural_of_its_number(read_page: ReadPage) -> None:
    assert "Срок действия: 1 месяц " in (await read_page("/services/personality-core")).words
    assert "Срок действия: 35 дней" in (await read_page("/services/monthly-forecast")).words


async def test_astrologer_page_orders_from_this_very_astrologer(read_page: ReadPage) -> None:
    page = await read_page("/astrologers/sofia")
    for text in ("О специалисте", "Образование", "Любовь", "Карьера и деньги", "Вернуться к списку астрологов", "4,9"):
        assert text in page.words
    bought = [one for one in page.all("a") if "data-buy" in one.attributes]
    assert bought
    assert all(one.attributes["data-astrologer"] == "sofia" for one in bought)
    assert all(one.attributes["href"].endswith("?buy=1&astrologer=sofia") for one in bought)


async def test_article_leads_back_to_the_list(read_page: ReadPage) -> None:
    page = await read_page("/articles/zodiac-and-professions")
    assert "Вернуться к списку статей" in page.words
    assert page.all("a", href="/articles")
    assert page.title.startswith("Знаки Зодиака и профессии: как сделать выбор?")


async def test_legal_texts_open_in_a_new_tab_and_name_the_organisation(read_page: ReadPage) -> None:
    home = await read_page("/")
    for path in ("/legal/terms", "/legal/privacy"):
        assert len(home.all("a", href=path, target="_blank", rel="noopener")) == 1
    assert "ООО «Астарс»" in (await read_page("/legal/terms")).words


async def test_partner_rules_are_a_popup_with_links(read_page: ReadPage) -> None:
    page = await read_page("/")
    assert page.all("button", popovertarget="partners")
    assert page.all("div", id="partners", role="dialog")
    assert page.all("a", href="/legal/partner-companies")


async def test_page_tells_search_engines_its_address_in_each_language(
    read_page: ReadPage, api: httpx.AsyncClient
) -> None:
    page = await read_page("/services/natal-chart", "en")
    address = f"{api.base_url}".rstrip("/") + "/services/natal-chart"
    assert page.all("link", rel="canonical", href=f"{address}?lang=en")
    assert page.all("link", rel="alternate", hreflang="ru", href=address)
    assert page.all("meta", property="og:title")
    assert '"priceCurrency":"RUB"' in page.source


async def test_page_data_names_the_person_and_nothing_private(
    read_page: ReadPage, sign_in: SignIn, api: httpx.AsyncClient
) -> None:
    assert (await read_page("/")).page_data == {"user": None, "language": "ru", "theme": None}
    await sign_in("client@example.com")
    page = await read_page("/")
    assert set(page.page_data["user"]) == {"id", "role", "name", "language"}
    assert page.all("a", href="/cabinet")
    assert "client@example.com" not in page.source
    answer = await api.get("/")
    assert answer.headers["cache-control"] == "private, no-cache"
    assert "Cookie" in answer.headers["vary"]


@pytest.mark.parametrize("path", ["/", "/services/natal-chart", "/robots.txt"])
async def test_browser_that_has_the_page_already_is_sent_nothing_again(api: httpx.AsyncClient, path: str) -> None:
    first = await api.get(path)
    again = await api.get(path, headers={"If-None-Match": f'"another", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers.get("cache-control") == first.headers.get("cache-control")
    other = await api.get(path, headers={"If-None-Match": '"another"'})
    assert (other.status_code, other.content) == (200, first.content)


async def test_the_same_address_in_another_language_is_another_page(api: httpx.AsyncClient) -> None:
    russian = await api.get("/", headers={"Accept-Language": "ru"})
    english = await api.get("/", headers={"Accept-Language": "en", "If-None-Match": russian.headers["etag"]})
    assert english.status_code == 200
