"""Every list and look-up of the catalogue reads an index range: no collection scan, no sort in memory."""

from collections.abc import Mapping
from typing import Any

import pytest

from server.context import Context
from storage.database import Collection

CASES: list[tuple[str, dict[str, Any], dict[str, int], str]] = [
    ("services", {"slug": "a", "hidden_at": None}, {}, "slug"),
    ("services", {"hidden_at": None}, {"position": 1, "slug": 1}, "catalogue_order"),
    ("astrologers", {"slug": "a", "hidden_at": None}, {}, "slug"),
    ("astrologers", {"hidden_at": None}, {"position": 1, "slug": 1}, "catalogue_order"),
    ("astrologers", {"services": "natal-chart", "hidden_at": None}, {"position": 1}, "offered_services"),
    ("articles", {}, {"published_at": -1, "slug": 1}, "newest_first"),
    ("questions", {}, {"position": 1, "slug": 1}, "order"),
    ("promo_codes", {"code": "STARS20"}, {}, "code"),
    ("legal_texts", {"slug": "terms"}, {"number": -1}, "version"),
]


@pytest.mark.parametrize(("name", "query", "order", "index"), CASES)
async def test_query_reads_its_index(
    context: Context, name: str, query: dict[str, Any], order: dict[str, int], index: str
) -> None:
    plan = await _plan(context.database.collection(name), query, order)
    stages = _stages(plan)
    assert "COLLSCAN" not in stages
    assert "SORT" not in stages
    assert stages["IXSCAN"] == index


async def _plan(collection: Collection, query: dict[str, Any], order: dict[str, int]) -> Mapping[str, Any]:
    cursor = collection.find(query)
    if order:
        cursor = cursor.sort(list(order.items()))
    explained: dict[str, Any] = await cursor.explain()
    plan: Mapping[str, Any] = explained["queryPlanner"]["winningPlan"]
    return plan


def _stages(plan: Mapping[str, Any]) -> dict[str, str]:
    """Stage by name, with the index it reads; several plans of newer servers are one below the other."""
    inner = plan.get("queryPlan", plan)
    found = {inner["stage"]: inner.get("indexName", "")}
    for below in (inner.get("inputStage"), *inner.get("inputStages", ())):
        if below is not None:
            found |= _stages(below)
    return found
