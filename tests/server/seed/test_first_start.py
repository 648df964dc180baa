"""The demo's first data, in a database of the test's own."""

import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest

from storage.database import Database, open_database
from tests.product import ROOT, Product


@asynccontextmanager
async def empty_database(stores: Mapping[str, str]) -> AsyncIterator[tuple[str, Database]]:
    """The address of an empty database, and the database."""
    parts = urlsplit(stores["MONGODB_URL"])
    query = parts.query
    if "authSource" not in query:
        query += f"&authSource={parts.path.strip('/') or 'admin'}"
    url = parts._replace(path=f"/first_{uuid4().hex[:8]}", query=query).geturl()
    database = await open_database(url, [])
    try:
        yield url, database
    finally:
        await database.client.drop_database(database.handle.name)
        database.close()


@pytest.fixture(scope="module")
async def filled(app: Product, stores: Mapping[str, str]) -> AsyncIterator[tuple[str, Database]]:
    """A database that two processes tried to fill at the same time."""
    async with empty_database(stores) as (url, database):
        for process in [start_seeding(app, url), start_seeding(app, url)]:
            finish(process)
        yield url, database


def start_seeding(app: Product, url: str, demo: str = "true") -> "subprocess.Popen[bytes]":
    """`astars seed` on this database."""
    return subprocess.Popen(
        [sys.executable, "-m", "server", "seed"],
        env=app.environment | {"MONGODB_URL": url, "ASTARS_DEMO": demo},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def finish(process: "subprocess.Popen[bytes]") -> None:
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0, output.decode()[-3000:]


async def counts(database: Database) -> dict[str, int]:
    """How many documents each collection holds; empty ones are left out."""
    names = await database.handle.list_collection_names()
    found = {name: await database.collection(name).count_documents({}) for name in names}
    return {name: count for name, count in found.items() if count}


async def test_two_starts_at_once_fill_the_database_once(filled: tuple[str, Database]) -> None:
    content = await counts(filled[1])
    assert content["services"] >= 8
    assert content["astrologers"] >= 6
    assert content["articles"] >= 8
    assert content["questions"] >= 8
    assert content["site"] == 1
    assert content["users"] == len(await filled[1].collection("users").distinct("first_name"))


async def test_conversations_are_numbered_without_gaps_and_agree_with_their_last_message(
    filled: tuple[str, Database],
) -> None:
    async for conversation in filled[1].collection("conversations").find():
        found = filled[1].collection("messages").find({"conversation_id": conversation["_id"]})
        messages = sorted(await found.to_list(None), key=lambda message: message["seq"])
        assert [message["seq"] for message in messages] == list(range(1, conversation["last_seq"] + 1))
        times = [message["created_at"] for message in messages]
        assert times == sorted(times)
        assert conversation["last_message"]["_id"] == messages[-1]["_id"]
        assert conversation["last_message_at"] == messages[-1]["created_at"]


async def test_stars_are_the_sum_of_the_reviews(filled: tuple[str, Database]) -> None:
    reviews = await filled[1].collection("reviews").find().to_list(None)
    assert len(reviews) >= 3
    async for page in filled[1].collection("astrologers").find():
        stars = [one["stars"] for one in reviews if one["astrologer_id"] == page["user_id"]]
        assert page["reviewed"] == {"stars": sum(stars), "count": len(stars)}


async def test_later_start_leaves_alone_what_was_changed_meanwhile(app: Product, filled: tuple[str, Database]) -> None:
    url, database = filled
    services = database.collection("services")
    await services.delete_one({"slug": "purpose"})
    await services.update_one({"slug": "natal-chart"}, {"$set": {"price_amount": 1}})
    before = await counts(database)
    finish(start_seeding(app, url))
    assert await counts(database) == before
    natal = await services.find_one({"slug": "natal-chart"})
    assert natal is not None
    assert natal["price_amount"] == 1


async def test_nothing_is_invented_outside_the_demo(app: Product, stores: Mapping[str, str]) -> None:
    async with empty_database(stores) as (url, database):
        finish(start_seeding(app, url, demo="false"))
        assert await counts(database) == {}


@pytest.mark.parametrize(
    ("email", "role"),
    [
        ("client@example.com", "client"),
        ("sofia@example.com", "astrologer"),
        ("elizaveta@example.com", "astrologer"),
        ("support@example.com", "support"),
        ("admin@example.com", "admin"),
    ],
)
async def test_accounts_of_the_demo_sign_in(api: httpx.AsyncClient, email: str, role: str) -> None:
    answer = await api.post("/api/auth/email/login", json={"email": email, "password": "astars-demo"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["user"]["role"] == role


async def test_other_astrologers_of_the_demo_have_no_password(api: httpx.AsyncClient) -> None:
    for password in ("astars-demo", ""):
        answer = await api.post("/api/auth/email/login", json={"email": "timofey@example.com", "password": password})
        assert answer.status_code in (401, 422)


async def test_client_of_the_demo_has_active_inactive_and_support_conversations(api: httpx.AsyncClient) -> None:
    session = {"email": "client@example.com", "password": "astars-demo", "session": "token"}
    token = (await api.post("/api/auth/email/login", json=session)).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    active = (await api.get("/api/conversations?state=active&kind=consultation", headers=headers)).json()["items"]
    inactive = (await api.get("/api/conversations?state=inactive", headers=headers)).json()["items"]
    support = (await api.get("/api/conversations?kind=support", headers=headers)).json()["items"]
    assert len(active) >= 2
    assert len(inactive) >= 2
    assert len(support) >= 1
    assert any(conversation["unread"] for conversation in active)
