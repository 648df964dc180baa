"""The organisation and the hours of its support."""

import httpx
import pytest

from server.catalog import actions
from tests.server.catalog.conftest import ViewerAt


async def test_site_tells_who_sells_and_how_to_reach_them(api: httpx.AsyncClient) -> None:
    site = (await api.get("/api/site")).json()
    assert site["organisation"]["name"] == "Astars"
    assert set(site["contacts"]) == {"email", "phone", "support_email", "support_phone"}
    assert site["support"]["weekdays"] == [1, 2, 3, 4, 5]
    assert (site["support"]["opens"], site["support"]["closes"]) == ("09:00", "18:00")
    assert site["support"]["timezone"] == "Europe/Moscow"
    assert site["refund_days"] == 30
    assert set(site["social"]) == {"telegram", "vkontakte"}
    assert "mir" in site["accepted_cards"]


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ((2026, 11, 20, 5, 59), False),  # Friday, 8:59 in Moscow
        ((2026, 11, 20, 6, 0), True),
        ((2026, 11, 20, 14, 59), True),
        ((2026, 11, 20, 15, 0), False),
        ((2026, 11, 21, 9, 0), False),  # Saturday
        ((2026, 11, 22, 22, 0), False),  # Monday in Moscow, but at one in the night
        ((2026, 11, 23, 9, 0), True),
    ],
)
async def test_support_is_open_on_weekdays_by_moscow_time(
    viewer_at: ViewerAt, moment: tuple[int, ...], is_open: bool
) -> None:
    site = await actions.show_site(viewer_at(*moment))
    assert site.support.open_now is is_open
    assert (site.support.opens_at is None) is is_open


@pytest.mark.parametrize(
    ("moment", "opens_at"),
    [
        ((2026, 11, 20, 5, 0), "2026-11-20T06:00:00+00:00"),
        ((2026, 11, 20, 15, 0), "2026-11-23T06:00:00+00:00"),
        ((2026, 11, 22, 23, 30), "2026-11-23T06:00:00+00:00"),
    ],
)
async def test_closed_support_says_when_it_opens(viewer_at: ViewerAt, moment: tuple[int, ...], opens_at: str) -> None:
    site = await actions.show_site(viewer_at(*moment))
    assert site.support.opens_at is not None
    assert site.support.opens_at.isoformat() == opens_at
