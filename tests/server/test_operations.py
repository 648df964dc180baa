"""What whoever runs the product relies on: probes, metrics, documents, shutdown."""

import asyncio
import signal
import time
from uuid import uuid4

import httpx
import pytest

from realtime.errors import DomainError
from realtime.texts import ERROR_TEXTS
from server.context import Context
from server.http import STATUS_BY_CODE
from server.settings import Settings
from storage.messages import page_after
from storage.users import Role
from tests.people import consultation, sign_up
from tests.product import ROOT, Product
from tests.sockets import connected


async def test_the_probes_tell_what_is_up(api: httpx.AsyncClient) -> None:
    assert (await api.get("/healthz")).json() == {"status": "ok"}
    ready = await api.get("/readyz")
    assert ready.status_code == 200
    assert ready.json() == {"mongodb": "up", "redis": "up", "s3": "up"}


async def test_metrics_count_commands_and_name_nobody(api: httpx.AsyncClient, app: Product, context: Context) -> None:
    anna = await sign_up(context)
    async with connected(app.base_url, anna.token) as client:
        await client.refused("message.explode", {})
    text = (await api.get("/metrics")).text
    assert 'astars_commands_total{command="unknown",outcome="validation_failed"}' in text
    assert anna.id not in text


async def test_an_answer_carries_the_id_of_its_request(api: httpx.AsyncClient) -> None:
    assert (await api.get("/healthz", headers={"X-Request-ID": "abc-123"})).headers["x-request-id"] == "abc-123"
    assert len((await api.get("/healthz", headers={"X-Request-ID": "no\tgood"})).headers["x-request-id"]) > 8


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_what_does_not_exist_is_a_translated_problem(api: httpx.AsyncClient, language: str) -> None:
    answer = await api.get("/api/nothing", headers={"Accept-Language": language})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "not_found"
    assert answer.json()["detail"] == ERROR_TEXTS["not_found"][language]  # type: ignore[index]


def test_every_error_has_a_text_in_every_language_and_a_status() -> None:
    codes = {one.code for one in _tree(DomainError)}
    assert codes == set(ERROR_TEXTS)
    assert codes == set(STATUS_BY_CODE)
    assert all(set(texts) == {"ru", "en"} for texts in ERROR_TEXTS.values())


def _tree(root: type[DomainError]) -> set[type[DomainError]]:
    return {root, *(one for child in root.__subclasses__() for one in _tree(child))}


def test_the_readme_names_every_setting() -> None:
    readme = (ROOT / "README.md").read_text()
    names = [name for names in Settings.variables().values() for name in names]
    assert [one for one in names if f"`{one}`" not in readme] == []


def test_demo_is_refused_with_a_production_setting() -> None:
    with pytest.raises(ValueError, match="ASTARS_PUBLIC_URL"):
        Settings.model_validate({"demo": True, "public_url": "https://astars.example"})


async def test_sigterm_lets_what_was_begun_finish(app: Product, context: Context) -> None:
    url, process = app.start_web()
    anna, sofia = await sign_up(context), await sign_up(context, Role.ASTROLOGER)
    opened = await consultation(context, anna, sofia)
    async with connected(url, anna.token) as client:
        payloads = [
            {"conversation_id": str(opened.id), "client_message_id": str(uuid4()), "text": str(number)}
            for number in range(10)
        ]
        sends = [asyncio.create_task(client.ask("message.send", payload)) for payload in payloads]
        await client.event("message.created", lambda event: event["message"]["text"] == "0")
        began = time.monotonic()
        process.popen.send_signal(signal.SIGTERM)
        code = await asyncio.to_thread(process.popen.wait, 20)
        seconds = time.monotonic() - began
        stored = len(await page_after(opened.id, 1, 100))
        answers = await asyncio.gather(*sends[:stored])
        for unanswered in sends[stored:]:
            unanswered.cancel()
        await asyncio.gather(*sends, return_exceptions=True)
    assert code == 0
    assert seconds < 15
    assert answers
    assert all(one["ok"] for one in answers), "what was committed was answered"
    app.processes.remove(process)
