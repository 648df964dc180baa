"""Editors make and change the catalogue: the site follows at once, nobody overwrites anybody, all is written down."""

import asyncio
import io
from typing import Any
from uuid import uuid4

import httpx
import pytest
from PIL import Image

from server.admin.catalogue.editing import LONGEST_TOLD
from server.admin.catalogue.pictures import SHAPE, variants
from server.context import Context
from storage.articles import Article
from storage.services import Service
from storage.users import Role, User
from storage.versions import change_version, remove_version
from tests.people import sign_up
from tests.realtime.pictures import picture
from tests.server.admin.conftest import Editor
from tests.server.admin.forms import ARTICLE_FORM, ASTROLOGER_FORM, QUESTION_FORM, SERVICE_FORM, both

FORMS = {
    "services": SERVICE_FORM,
    "astrologers": ASTROLOGER_FORM,
    "questions": QUESTION_FORM,
    "articles": ARTICLE_FORM,
}
FIRST_FIELD = {"services": "title", "astrologers": "name", "questions": "question", "articles": "title"}
KINDS = sorted(FORMS)
COSTS_LITTLE = {"amount": 100, "currency": "RUB"}


def form_of(kind: str) -> dict[str, Any]:
    """A form of the kind, as somebody new would fill it in."""
    account = {"account_email": f"{uuid4().hex}@example.com"} if kind == "astrologers" else {}
    return {**FORMS[kind], **account}


def saved_form(kind: str, **changes: object) -> dict[str, Any]:
    """What the same form is once the thing is there."""
    return {**FORMS[kind], **changes}


@pytest.mark.parametrize("kind", KINDS)
async def test_what_is_made_is_listed_read_and_changed(editor: Editor, kind: str) -> None:
    made = await editor.make(kind, form_of(kind))
    slug = made["slug"]
    assert {name: made[name] for name in FORMS[kind]} == FORMS[kind]
    assert (await editor.http.get(f"/api/admin/{kind}/{slug}")).json() == made
    listed: list[str] = []
    cursor = ""
    while True:
        part = (await editor.http.get(f"/api/admin/{kind}?limit=5{cursor}")).json()
        listed += [one["slug"] for one in part["items"]]
        if part["next_cursor"] is None:
            break
        cursor = f"&cursor={part['next_cursor']}"
    assert listed.count(slug) == 1
    assert len(listed) == len(set(listed))

    field = FIRST_FIELD[kind]
    answer = await editor.put(kind, slug, saved_form(kind, **{field: both("Иначе", "Otherwise")}), made["version"])
    assert answer.status_code == 200, answer.text
    assert answer.json()[field] == both("Иначе", "Otherwise")
    assert answer.json()["version"] == made["version"] + 1
    name = kind.removesuffix("s")
    created, changed = await editor.did(f"{name}:{slug}")
    assert (created.action, changed.action) == (f"{name}.created", f"{name}.changed")
    assert set(changed.details) == {field}
    assert "Otherwise" in changed.details[field]


@pytest.mark.parametrize("kind", KINDS)
async def test_of_two_editors_with_the_same_version_the_second_is_told_and_overwrites_nothing(
    editor: Editor, kind: str
) -> None:
    made = await editor.make(kind, form_of(kind))
    field = FIRST_FIELD[kind]
    answers = await asyncio.gather(
        *(editor.put(kind, made["slug"], saved_form(kind, **{field: both(f"Вариант {n}")}), 0) for n in range(8))
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7
    (winner,) = [answer.json() for answer in answers if answer.status_code == 200]
    now = (await editor.http.get(f"/api/admin/{kind}/{made['slug']}")).json()
    assert now == winner
    stale = await editor.put(kind, made["slug"], saved_form(kind), 0)
    assert (stale.status_code, stale.json()["code"]) == (409, "conflict")
    same = {name: now[name] for name in FORMS[kind]}
    unchanged = await editor.put(kind, made["slug"], same, 1)
    assert unchanged.json()["version"] == 1, "nothing changed: no new version"


async def test_a_change_of_a_version_that_is_past_is_none(editor: Editor) -> None:
    made = await editor.make("services", form_of("services"))
    service = await Service.find_one({"slug": made["slug"]})
    assert service is not None
    assert service.id is not None
    changed = await change_version(Service, service.id, 0, {"price_amount": 1})
    assert changed is not None
    assert (changed.version, changed.price_amount) == (1, 1)
    assert await change_version(Service, service.id, 0, {"price_amount": 2}) is None
    assert not await remove_version(Service, service.id, 0)
    kept = await Service.get(service.id)
    assert kept is not None
    assert (kept.version, kept.price_amount) == (1, 1)


async def test_what_was_stored_before_versions_is_edited_like_everything_else(editor: Editor) -> None:
    made = await editor.make("services", form_of("services"))
    await Service.get_motor_collection().update_one({"slug": made["slug"]}, {"$unset": {"version": ""}})
    changed = await editor.put("services", made["slug"], saved_form("services", price=COSTS_LITTLE), 0)
    assert (changed.status_code, changed.json()["version"]) == (200, 1)


async def test_the_site_follows_at_once(editor: Editor, api: httpx.AsyncClient) -> None:
    made = await editor.make("services", form_of("services"))
    path = f"/services/{made['slug']}"
    first = await api.get(path)
    assert "Ядро личности" in first.text
    again = await api.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    await editor.put("services", made["slug"], saved_form("services", title=both("Новая суть")), 0)
    changed = await api.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert "Новая суть" in changed.text
    await editor.put("services", made["slug"], saved_form("services", title=both("Новая суть"), hidden=True), 1)
    assert (await api.get(path)).status_code == 404
    assert (await api.get(f"/api/services/{made['slug']}")).status_code == 404
    assert (await editor.http.get(f"/api/admin/services/{made['slug']}")).json()["hidden"] is True


async def test_an_article_of_the_future_is_edited_and_not_shown(editor: Editor, api: httpx.AsyncClient) -> None:
    made = await editor.make("articles", {**form_of("articles"), "published_at": "2099-01-01T00:00:00Z"})
    assert (await api.get(f"/api/articles/{made['slug']}")).status_code == 404
    await editor.put("articles", made["slug"], saved_form("articles"), 0)
    assert (await api.get(f"/api/articles/{made['slug']}")).status_code == 200


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        ("services", {"title": {"ru": "", "en": "x"}}, "title.ru"),
        ("services", {"title": {"ru": "x" * 201, "en": "x"}}, "title.ru"),
        ("services", {"price": {"amount": 0, "currency": "RUB"}}, "price.amount"),
        ("services", {"validity": {"months": 0, "days": 0}}, "validity"),
        ("services", {"formats": []}, "formats"),
        ("services", {"related": ["no-such-service"]}, "related"),
        ("services", {"illustration": "../../etc/passwd"}, "illustration"),
        ("astrologers", {"services": ["no-such-service"]}, "services"),
        ("astrologers", {"languages": []}, "languages"),
        ("articles", {"astrologer": "nobody-of-this-name"}, "astrologer"),
        ("articles", {"published_at": "2026-01-01T00:00:00"}, "published_at"),
        ("questions", {"answer": {"ru": "x", "en": " "}}, "answer.en"),
    ],
)
async def test_a_wrong_field_is_named(editor: Editor, kind: str, changes: dict[str, Any], field: str) -> None:
    made = await editor.make(kind, form_of(kind))
    answer = await editor.put(kind, made["slug"], saved_form(kind, **changes), 0)
    assert answer.status_code == 422
    assert field in [one["field"] for one in answer.json()["errors"]]
    assert all(one["detail"] for one in answer.json()["errors"])
    assert (await editor.http.get(f"/api/admin/{kind}/{made['slug']}")).json() == made


@pytest.mark.parametrize("kind", KINDS)
async def test_an_address_is_given_once(editor: Editor, kind: str) -> None:
    made = await editor.make(kind, form_of(kind))
    again = await editor.http.post(f"/api/admin/{kind}", json={**form_of(kind), "slug": made["slug"]})
    assert (again.status_code, again.json()["errors"][0]["field"]) == (422, "slug")


@pytest.mark.parametrize("kind", ["questions", "articles"])
async def test_what_is_removed_is_gone_unless_somebody_changed_it(editor: Editor, kind: str) -> None:
    made = await editor.make(kind, form_of(kind))
    await editor.put(kind, made["slug"], saved_form(kind, **{FIRST_FIELD[kind]: both("Иначе")}), 0)
    address = f"/api/admin/{kind}/{made['slug']}"
    assert (await editor.http.delete(f"{address}?version=0")).status_code == 409
    assert (await editor.http.delete(f"{address}?version=1")).status_code == 204
    assert (await editor.http.get(address)).status_code == 404
    assert (await editor.http.delete(f"{address}?version=1")).status_code == 404


async def test_an_astrologer_is_an_account_with_that_role(editor: Editor, context: Context) -> None:
    made = await editor.make("astrologers", form_of("astrologers"))
    account = await User.find_one({"email": made["account_email"]})
    assert account is not None
    assert (account.role, str(account.id)) == (Role.ASTROLOGER, made["user_id"])
    known = await sign_up(context, Role.ASTROLOGER, "Вера")
    client = await sign_up(context)
    kept = await editor.make("astrologers", {**FORMS["astrologers"], "account_email": known.user.email})
    assert kept["user_id"] == known.id
    for email in (known.user.email, client.user.email):
        body = {**FORMS["astrologers"], "slug": f"test-{uuid4().hex[:10]}", "account_email": email}
        refused = await editor.http.post("/api/admin/astrologers", json=body)
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "account_email")


async def test_rows_are_put_into_another_order(editor: Editor, api: httpx.AsyncClient) -> None:
    one, two = [await editor.make("questions", form_of("questions")) for _ in range(2)]
    slugs = [item["slug"] for item in (await editor.http.get("/api/admin/questions?limit=100")).json()["items"]]
    assert slugs[-2:] == [one["slug"], two["slug"]], "what is new stands last"
    wanted = [*slugs[:-2], two["slug"], one["slug"]]
    assert (await editor.http.put("/api/admin/order/questions", json={"slugs": wanted})).status_code == 204
    shown = [item["slug"] for item in (await api.get("/api/faq?limit=100")).json()["items"]]
    assert shown == wanted
    for wrong in (wanted[1:], [*wanted, "x"], [*wanted[1:], wanted[1]]):
        assert (await editor.http.put("/api/admin/order/questions", json={"slugs": wrong})).status_code == 409
    assert (await editor.http.put("/api/admin/order/orders", json={"slugs": []})).status_code == 404


async def test_a_cover_is_shown_in_the_format_and_width_that_suit(editor: Editor, api: httpx.AsyncClient) -> None:
    made = await editor.make("articles", form_of("articles"))
    address = f"/api/admin/articles/{made['slug']}/cover"
    first = (await editor.http.put(address, content=picture(size=(2000, 1000)))).json()
    assert (first["covered"], first["version"]) == (True, 1)
    shown = (await api.get(f"/api/articles/{made['slug']}")).json()
    assert (shown["picture"]["width"], shown["picture"]["height"]) == (1280, 800)
    assert [one["type"] for one in shown["picture"]["sources"]] == ["image/avif", "image/webp"]
    page = await api.get(f"/articles/{made['slug']}")
    for source in shown["picture"]["sources"]:
        assert source["srcset"] in page.text
        for one in source["srcset"].split(", "):
            url, width = one.split(" ")
            file = await api.get(url)
            assert file.headers["content-type"] == source["type"]
            assert "immutable" in file.headers["cache-control"]
            with Image.open(io.BytesIO(file.content)) as opened:
                assert opened.size == (int(width[:-1]), int(width[:-1]) * SHAPE[1] // SHAPE[0])
    assert 'width="1280" height="800"' in page.text

    second = (await editor.http.put(address, content=picture(size=(300, 900)))).json()
    assert (await api.get(first["cover"])).status_code == 404, "the one before is gone"
    assert (await api.get(second["cover"])).status_code == 200
    for refused in (b"GIF89a", b"<svg/>", picture()[:200]):
        assert (await editor.http.put(address, content=refused)).status_code == 415
    await editor.http.delete(f"/api/admin/articles/{made['slug']}?version=2")
    assert (await api.get(second["cover"])).status_code == 404
    for odd in ("x", "..%2f..", "a" * 22):
        assert (await api.get(f"/api/pictures/{odd}/480.webp")).status_code == 404


def test_a_cover_keeps_the_middle_in_the_shape_of_the_frames() -> None:
    wide = Image.new("RGB", (1000, 100), "red")
    wide.paste("blue", (420, 0, 580, 100))
    out = io.BytesIO()
    wide.save(out, "PNG")
    made = variants(out.getvalue())
    assert set(made) == {"480.avif", "480.webp"}, "the least width is always there, and none beyond the picture's own"
    with Image.open(io.BytesIO(made["480.webp"])) as opened:
        red, _, blue = opened.convert("RGB").getpixel((240, 150))  # type: ignore[misc]
    assert blue > 200 > red


async def test_a_portrait_is_a_square_that_everybody_sees(editor: Editor, api: httpx.AsyncClient) -> None:
    made = await editor.make("astrologers", form_of("astrologers"))
    assert (await api.get(made["portrait"])).status_code == 200
    address = f"/api/admin/astrologers/{made['slug']}/portrait"
    changed = (await editor.http.put(address, content=picture(size=(700, 900)))).json()
    card = (await api.get(f"/api/astrologers/{made['slug']}")).json()
    assert card["portrait"] == changed["portrait"]
    with Image.open(io.BytesIO((await api.get(card["portrait"])).content)) as opened:
        assert opened.width == opened.height
    assert (await editor.http.put(address, content=b"no picture")).status_code == 415


async def test_a_preview_is_what_the_pages_make_and_inert(editor: Editor) -> None:
    body = {"markdown": "**да** <script>alert(1)</script> [x](javascript:alert(1))"}
    html = (await editor.http.post("/api/admin/preview", json=body)).json()["html"]
    assert "<strong>да</strong>" in html
    assert "<script" not in html
    assert "href" not in html


async def test_long_texts_are_not_copied_into_the_audit_log(editor: Editor) -> None:
    made = await editor.make("articles", form_of("articles"))
    await editor.put("articles", made["slug"], saved_form("articles", body=both("Очень длинно. " * 500)), 0)
    _, changed = await editor.did(f"article:{made['slug']}")
    assert len(changed.details["body"]) <= 2 * LONGEST_TOLD + len(" → ")
    assert await Article.find_one({"slug": made["slug"]}) is not None
