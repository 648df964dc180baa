"""Administrators hide a review and show it again; the rating follows, and why is in the audit log."""

from server.context import Context
from storage.audit import AuditedAction
from storage.users import Role
from tests.people import sign_up
from tests.server.reviews.conftest import Pair, pair

__all__ = ["pair"]


async def test_a_hidden_review_counts_no_more_and_counts_again_when_it_is_shown(pair: Pair, context: Context) -> None:
    conversation_id = await pair.consultation()
    assert (await pair.give(conversation_id, stars=2, text="Грубо")).is_success
    admin = await sign_up(context, Role.ADMIN, "Ольга")
    async with admin.http(pair.app.base_url) as http:
        (item,) = (await http.get(f"/api/admin/reviews?astrologer={pair.page.slug}")).json()["items"]
        assert (item["text"], item["status"], item["conversation_id"]) == ("Грубо", "published", conversation_id)
        path = f"/api/admin/reviews/{item['id']}/moderate"
        assert (await http.post(path, json={"status": "hidden"})).status_code == 422
        for _ in range(2):
            hidden = await http.post(path, json={"status": "hidden", "reason": "Брань"})
            assert hidden.json()["status"] == "hidden"
        assert await pair.rating() == (0, 0)
        public = await http.get(f"/api/astrologers/{pair.page.slug}/reviews")
        assert public.json()["items"] == []
        (still,) = (await http.get(f"/api/admin/reviews?astrologer={pair.page.slug}&status=hidden")).json()["items"]
        assert still["id"] == item["id"]
        assert (await http.post(path, json={"status": "published", "reason": "Ошибка"})).json()["status"] == "published"
        assert await pair.rating() == (2, 1)
        log = (await http.get(f"/api/admin/audit?subject=review:{item['id']}")).json()["items"]
        assert [(one["action"], one["details"]["reason"]) for one in log] == [
            (AuditedAction.REVIEW_PUBLISHED, "Ошибка"),
            (AuditedAction.REVIEW_HIDDEN, "Брань"),
        ]
        assert (
            await http.post(f"/api/admin/reviews/{'0' * 24}/moderate", json={"status": "hidden", "reason": "Нет"})
        ).status_code == 404
