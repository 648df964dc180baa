"""Legal texts: a new version changes nothing of what was agreed to, and takes effect when it says."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from server.admin.legal.differences import differences
from server.context import Context
from storage.audit import AuditedAction
from storage.legal_texts import LegalText, legal_texts, newest_legal_text
from storage.orders import Order
from tests.server.admin.conftest import Editor
from tests.server.admin.forms import LEGAL_FORM, both
from tests.server.shop import Shop

SaveText = Callable[..., Any]


def other_words(words: str) -> dict[str, Any]:
    """The same form with other words in both languages."""
    return {**LEGAL_FORM, "body": both(f"{words} {{legal_name}}", "In English")}


async def test_a_new_version_changes_nothing_of_the_one_before(
    editor: Editor, api: httpx.AsyncClient, shop: Shop, context: Context
) -> None:
    made = await editor.make("legal", LEGAL_FORM)
    slug = made["slug"]
    first = (await api.get(f"/api/legal/{slug}")).json()
    answer = await editor.put("legal", slug, other_words("Иначе"), made["version"])
    assert (answer.json()["number"], answer.json()["in_force_number"]) == (2, 2)

    now = (await api.get(f"/api/legal/{slug}")).json()
    before = (await api.get(f"/api/legal/{slug}/1")).json()
    assert now["plain"].startswith("Иначе ООО")
    assert [(one["number"], one["url"]) for one in now["versions"]] == [
        (2, f"/legal/{slug}"),
        (1, f"/legal/{slug}/1"),
    ]
    assert (before["html"], before["is_in_force"], first["is_in_force"]) == (first["html"], False, True)
    page = (await api.get(f"/legal/{slug}/1")).text
    assert f'href="/legal/{slug}"' in page
    assert "noindex" in page
    assert (await api.get(f"/legal/{slug}/3")).status_code == 404
    created, changed = await editor.did(f"legal_text:{slug}")
    assert (created.action, changed.action) == ("legal_text.created", "legal_text.changed")
    assert changed.details["number"] == "2"
    assert "Иначе" in changed.details["body"]


async def test_a_planned_version_takes_effect_when_it_says_and_can_be_changed_until_then(
    editor: Editor, api: httpx.AsyncClient, context: Context
) -> None:
    made = await editor.make("legal", LEGAL_FORM)
    slug, later = made["slug"], context.clock() + timedelta(days=3)
    planned = {**other_words("Позже"), "effective_at": later.isoformat()}
    saved = (await editor.put("legal", slug, planned, 0)).json()
    assert (saved["number"], saved["in_force_number"], saved["version"]) == (2, 1, 1)
    assert (await api.get(f"/api/legal/{slug}/2")).status_code == 404
    again = (await editor.put("legal", slug, {**planned, "body": both("Ещё позже")}, 1)).json()
    assert (again["number"], again["version"]) == (2, 2)
    titles = {one.slug: one.number for one in await legal_texts(later + timedelta(seconds=1))}
    assert titles[slug] == 2

    soon = context.clock() + timedelta(minutes=2)
    await LegalText.find({"slug": slug, "number": 2}).update({"$set": {"effective_at": soon}})
    refused = await editor.put("legal", slug, {**planned, "body": both("Поздно")}, 2)
    assert refused.json()["errors"][0]["code"] == "takes_effect_now"
    assert (await editor.http.delete(f"/api/admin/legal/{slug}/planned?version=2")).status_code == 409
    await LegalText.find({"slug": slug, "number": 2}).update({"$set": {"effective_at": later}})
    assert (await editor.http.delete(f"/api/admin/legal/{slug}/planned?version=2")).status_code == 204
    newest = await newest_legal_text(slug)
    assert newest is not None
    assert (newest.number, newest.body.ru) == (1, LEGAL_FORM["body"]["ru"])


async def test_of_two_editors_one_makes_the_version_and_the_other_is_told(editor: Editor) -> None:
    made = await editor.make("legal", LEGAL_FORM)
    answers = await asyncio.gather(
        *(editor.put("legal", made["slug"], other_words(f"Вариант {n}"), 0) for n in range(6))
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 5
    versions = (await editor.http.get(f"/api/admin/legal/{made['slug']}/versions")).json()["items"]
    assert [one["number"] for one in versions] == [2, 1]
    same = {name: answers[0].json().get(name) for name in LEGAL_FORM}
    newest = (await editor.http.get(f"/api/admin/legal/{made['slug']}")).json()
    unchanged = await editor.put("legal", made["slug"], {name: newest[name] for name in same}, newest["version"])
    assert unchanged.json() == newest, "nothing changed: no new version"


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"effective_at": "2020-01-01T00:00:00Z"}, "effective_at", "in_past"),
        ({"body": both("Пишите на {emial}")}, "body.ru", "unknown_fact"),
    ],
)
async def test_what_would_be_backdated_or_name_no_detail_is_refused(
    editor: Editor, changes: dict[str, Any], field: str, code: str
) -> None:
    made = await editor.make("legal", LEGAL_FORM)
    answer = await editor.put("legal", made["slug"], {**LEGAL_FORM, **changes}, 0)
    assert answer.status_code == 422
    assert [(one["field"], one["code"]) for one in answer.json()["errors"]] == [(field, code)]


@pytest.fixture
async def terms(context: Context) -> AsyncIterator[LegalText]:
    """The offer, which every order agrees to; it is again what it was when the test is over."""
    newest = await newest_legal_text("terms")
    assert newest is not None
    yield newest
    await LegalText.find({"slug": "terms", "number": {"$gt": newest.number}}).delete()


async def test_consents_are_told_by_version_and_looking_is_written_down(
    editor: Editor, shop: Shop, api: httpx.AsyncClient, terms: LegalText
) -> None:
    buyer = await shop.buyer(api)
    await buyer.order()
    path = "/api/admin/legal/terms"
    record = (await editor.http.get(path)).json()
    form = {name: record[name] for name in LEGAL_FORM} | {"title": both(f"Правила {uuid4().hex}")}
    assert (await editor.put("legal", "terms", form, record["version"])).status_code == 200
    orders = [(await buyer.order())["order"]["id"] for _ in range(3)]
    newest, before, *_ = (await editor.http.get(f"{path}/versions")).json()["items"]
    assert (newest["state"], newest["consents"], before["state"]) == ("in_force", 3, "earlier")
    assert newest["made_by"] == "Ольга"
    assert before["consents"] >= 1
    number = newest["number"]
    page = (await editor.http.get(f"{path}/versions/{number}/consents?limit=2")).json()
    rest = (await editor.http.get(f"{path}/versions/{number}/consents?cursor={page['next_cursor']}")).json()
    found = page["items"] + rest["items"]
    assert [one["order_id"] for one in found] == orders[::-1]
    assert {one["name"] for one in found} == {"Анна Белова"}
    order = await Order.find_one({"client_id": buyer.user.id})
    assert order is not None
    assert order.phone not in str(found)
    assert [one.action for one in await editor.did("legal_text:terms")].count(AuditedAction.CONSENTS_READ) == 2


def test_a_difference_is_told_word_by_word_and_what_is_the_same_is_left_out() -> None:
    before = "# Правила\n\nПервое.\n\nВторое.\n\nВозврат в течение 14 дней со дня покупки.\n\nКонец."
    after = "# Правила\n\nПервое.\n\nВторое.\n\nВозврат в течение 30 дней со дня покупки.\n\nНовое совсем.\n\nКонец."
    blocks = differences(before, after)
    assert [one.kind for one in blocks] == ["skipped", "same", "changed", "added", "same"]
    assert blocks[0].skipped == 2
    changed = [(one.kind, one.text) for one in blocks[2].pieces if one.kind != "same"]
    assert changed == [("removed", "14"), ("added", "30")]
    assert [one.kind for one in differences(after, after)] == ["skipped"]
