"""The organisation: what is changed is on every page at once, and who did it is written down."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from storage.site import Site, load_site
from tests.server.admin.conftest import Editor
from tests.server.admin.forms import both

PATH = "/api/admin/organisation"


@pytest.fixture
async def form(editor: Editor) -> AsyncIterator[dict[str, Any]]:
    """The form as it is saved; the organisation is again what it was when the test is over."""
    site = await load_site()
    assert site is not None
    record = (await editor.http.get(PATH)).json()
    yield {name: value for name, value in record.items() if name != "slug"}
    await Site.find({"key": "site"}).delete()
    await site.model_copy(update={"id": None}).insert()


async def test_pages_and_legal_texts_follow_at_once(
    editor: Editor, api: httpx.AsyncClient, form: dict[str, Any]
) -> None:
    first = await api.get("/legal/terms")
    named = {"legal_name": both("ООО «Новые звёзды»", "New Stars LLC"), "refund_days": 14}
    changed = await editor.http.put(PATH, json=form | named)
    assert (changed.status_code, changed.json()["version"]) == (200, form["version"] + 1)
    seen = await api.get("/legal/terms", headers={"If-None-Match": first.headers["etag"]})
    assert seen.status_code == 200
    assert "ООО «Новые звёзды»" in seen.text
    assert (await api.get("/api/site")).json()["refund_days"] == 14
    (entry,) = await editor.did("organisation:site")
    assert set(entry.details) == {"legal_name", "refund_days"}
    assert entry.details["refund_days"].endswith("→ 14")


async def test_the_second_of_two_editors_is_told_and_wrong_numbers_are_refused(
    editor: Editor, form: dict[str, Any]
) -> None:
    assert (await editor.http.put(PATH, json=form | {"refund_days": 20})).status_code == 200
    stale = await editor.http.put(PATH, json=form | {"refund_days": 21})
    assert stale.json()["code"] == "conflict"
    fresh = form | {"version": form["version"] + 1, "refund_days": 20}
    assert (await editor.http.put(PATH, json=fresh)).json()["version"] == fresh["version"]
    wrong = {"taxpayer_number": "12", "telegram": "javascript:alert(1)", "accepted_cards": [], "phone": "нет"}
    refused = await editor.http.put(PATH, json=fresh | wrong)
    assert {one["field"] for one in refused.json()["errors"]} == set(wrong)
