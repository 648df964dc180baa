"""Steps of a walk over HTTP: what is recorded, by a microphone or by the product itself."""

import asyncio
from datetime import UTC, datetime
from uuid import uuid4

import httpx

from server.csv_files import cell
from storage.deliveries import Delivery, NoticeKind, Outcome
from storage.ids import UserId, new_id
from tests.realtime.voices import recording


async def recorded_a_voice(http: httpx.AsyncClient, conversation_id: str) -> None:
    """One in two parts that is ready to be sent, and one that nobody wants."""
    content = await asyncio.to_thread(recording)
    halves = content[: len(content) // 2], content[len(content) // 2 :]
    begun = {"conversation_id": conversation_id, "content_type": "audio/webm"}
    path = f"/api/recordings/{(await http.post('/api/recordings', json=begun)).json()['attachment']['id']}"
    async with httpx.AsyncClient() as store:
        for number, half in enumerate(halves):
            asked = await http.post(f"{path}/parts", json={"number": number, "size": len(half)})
            upload = asked.json()["upload"]
            put = await store.request(upload["method"], upload["url"], headers=upload["headers"], content=half)
            assert put.status_code == 200, put.text
    assert (await http.post(f"{path}/complete", json={"parts": 2})).status_code == 200
    unwanted = (await http.post("/api/recordings", json=begun)).json()["attachment"]["id"]
    assert (await http.delete(f"/api/recordings/{unwanted}")).status_code == 204


async def a_failed_notice() -> Delivery:
    """To nobody."""
    now = datetime.now(UTC)
    return await Delivery(
        key=uuid4().hex,
        user_id=UserId(new_id()),
        kind=NoticeKind.ANSWER_DUE,
        path="/",
        params={"service": "Натальная карта", "until": "18:00"},
        created_at=now,
        due_at=now,
        settled_at=now,
        outcome=Outcome.GAVE_UP,
    ).insert()


async def read_the_records(http: httpx.AsyncClient) -> None:
    """The audit log, the jobs, and lists as files."""
    entries = (await http.get("/api/admin/audit?limit=5")).json()
    assert entries["next_cursor"]
    found = await http.post("/api/admin/deliveries/find", json={"q": "nobody@nowhere.example"})
    assert found.json()["items"] == []
    failed = await a_failed_notice()
    assert (await http.post(f"/api/admin/deliveries/{failed.id}/resend")).json()["resent_at"]
    (job, *_) = (await http.get("/api/admin/jobs")).json()["items"]
    assert (await http.post(f"/api/admin/jobs/{job['name']}/run")).status_code == 204
    for name in ("orders", "promo-codes", "audit"):
        answer = await http.get(f"/api/admin/{name}.csv")
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert len(answer.text.splitlines()) > 1, name
    assert cell("=1+1") == "'=1+1"


async def looked_after_the_team(http: httpx.AsyncClient, client_id: str) -> None:
    """Somebody is invited, changed, shut out, let in; a client is found; a review is hidden and shown."""
    email = f"{uuid4().hex}@example.com"
    invited = await http.post("/api/admin/people/invite", json={"email": email, "becomes": "support"})
    assert invited.status_code == 200, invited.text
    path = f"/api/admin/people/{invited.json()['id']}"
    why = {"reason": "Проверка"}
    assert (await http.post(f"{path}/role", json={"becomes": "client", **why})).json()["role"] == "client"
    assert (await http.post(f"{path}/block", json=why)).json()["blocked_at"]
    assert (await http.post(f"{path}/unblock", json=why)).json()["blocked_at"] is None
    assert (await http.post(f"{path}/sign-out", json={"reason": "Сменился телефон"})).json()["devices"] == 0
    (found,) = (await http.post("/api/admin/people/find", json={"q": client_id})).json()["items"]
    assert (await http.get(f"/api/admin/people/{found['id']}")).json()["id"] == client_id
    assert (await http.get("/api/admin/people?limit=2")).json()["items"]


async def moderated_a_review(http: httpx.AsyncClient) -> None:
    """The newest one is hidden, and shown again."""
    (newest, *_) = (await http.get("/api/admin/reviews?limit=1")).json()["items"]
    path = f"/api/admin/reviews/{newest['id']}/moderate"
    for status in ("hidden", "published"):
        answer = await http.post(path, json={"status": status, "reason": "Проверка"})
        assert answer.json()["status"] == status
