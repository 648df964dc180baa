"""The own chart over HTTP: whoever bought one has it, nobody else learns that there is such a thing."""

import dataclasses
import datetime as dt
import io
import os
import signal
from collections.abc import AsyncIterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import httpx
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pydantic import SecretStr
from pypdf import PdfReader

from server.charts.actions import deliver
from server.charts.birth import BirthMoment
from server.charts.jobs import deliver_chart_letters
from server.charts.pool import ChartPool, OutlineStage
from server.context import Context
from server.notifications.notifier import Notifier
from storage.chart_letters import MAX_TRIES, ChartLetter
from storage.entitlements import Entitlement, end_entitlement
from tests.product import Product, free_port
from tests.server.accounts.people import letter, new_email, outbox
from tests.server.shop import Buyer, Shop, eventually, open_shop

MOSCOW = {"id": "524901", "name": "Москва", "lat": 55.75, "lon": 37.62, "timezone": "Europe/Moscow"}
BIRTH = {"date": "1990-05-17", "time": "14:30", "place": MOSCOW}
PATHS = ("/api/charts/natal", "/api/charts/natal.svg", "/api/charts/natal.pdf")


@pytest.fixture
async def chart_shop(context: Context) -> Shop:
    """A shop whose service grants a chart."""
    return await open_shop(context, grants_chart=True)


@pytest.fixture
async def owner(chart_shop: Shop, api: httpx.AsyncClient) -> Buyer:
    """A client who bought a chart and told their birth."""
    buyer = await chart_shop.buyer(api)
    await grant(buyer)
    await tell_birth(buyer, BIRTH)
    return buyer


async def grant(buyer: Buyer, *, grants_chart: bool = True) -> Entitlement:
    shop, now = buyer.shop, buyer.shop.context.clock()
    entitlement = Entitlement(
        client_id=buyer.user.id,
        service_slug=shop.service.slug,
        service_title=shop.service.title,
        format=shop.service.formats[0].format,
        astrologer_id=shop.astrologer.user_id,
        astrologer_slug=shop.astrologer.slug,
        active_until=now,
        created_at=now,
        grants_chart=grants_chart,
    )
    await entitlement.insert()
    return entitlement


async def tell_birth(buyer: Buyer, birth: dict[str, Any]) -> None:
    changed = await buyer.api.patch(
        "/api/me", json={"first_name": "Анна", "last_name": "Орлова", "birth": birth}, headers=buyer.headers
    )
    assert changed.status_code == 200, changed.text


async def test_whoever_buys_the_service_gets_the_chart_and_a_refund_takes_it_back(
    chart_shop: Shop, api: httpx.AsyncClient
) -> None:
    buyer = await chart_shop.buyer(api)
    await tell_birth(buyer, BIRTH)
    assert (await api.get(PATHS[0], headers=buyer.headers)).status_code == 404
    order = await buyer.buy()
    chart = await buyer.get(PATHS[0])
    assert chart["birth"]["at"] == "1990-05-17T10:30:00.000Z"
    assert [one["body"] for one in chart["bodies"]][:2] == ["sun", "moon"]
    assert chart["bodies"][0]["text"] == "Солнце в Тельце, 26°15′, IX дом"
    assert (chart["houses"]["system"], len(chart["houses"]["cusps"])) == ("placidus", 12)
    assert (await buyer.post(f"/api/orders/{order['id']}/refund")).status_code == 200
    await eventually(lambda: api.get(PATHS[0], headers=buyer.headers), lambda answer: answer.status_code == 404)


async def test_a_chart_stays_when_its_service_has_expired(owner: Buyer) -> None:
    entitlement = await Entitlement.find_one({"client_id": owner.user.id})
    assert entitlement is not None
    assert entitlement.active_until <= owner.shop.context.clock()
    assert await owner.get(PATHS[0])
    await end_entitlement(entitlement.id, at=owner.shop.context.clock())
    assert (await owner.api.get(PATHS[0], headers=owner.headers)).status_code == 404


async def test_for_anybody_else_there_is_no_chart(chart_shop: Shop, api: httpx.AsyncClient) -> None:
    other = await chart_shop.buyer(api)
    await grant(other, grants_chart=False)
    await tell_birth(other, BIRTH)
    for path in PATHS:
        assert (await api.get(path, headers=other.headers)).json()["code"] == "not_found"
    sent = await other.post("/api/charts/natal/send", {"email": new_email()})
    assert (sent.status_code, sent.json()["code"]) == (404, "not_found")


async def test_the_wheel_is_svg_and_the_outline_a_pdf_with_text(owner: Buyer) -> None:
    drawing = await owner.api.get(PATHS[1], headers=owner.headers)
    assert drawing.headers["content-type"] == "image/svg+xml"
    assert drawing.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert drawing.text.startswith("<svg ")
    assert "<title id=" in drawing.text
    document = await owner.api.get(f"{PATHS[2]}?language=en", headers=owner.headers)
    assert document.headers["content-type"] == "application/pdf"
    assert document.headers["content-disposition"] == 'attachment; filename="astars-natal-chart.pdf"'
    (page,) = PdfReader(io.BytesIO(document.content)).pages
    text = page.extract_text()
    assert "Natal chart" in text
    assert "Анна Орлова" in text
    assert "Sun in Taurus, 26°15′, house IX" in text


@pytest.mark.parametrize(
    ("birth", "field", "code"),
    [
        (None, "birth", "birth_missing"),
        ({"date": "1990-05-17", "time": "14:30"}, "birth.place", "place_missing"),
    ],
)
async def test_missing_birth_data_are_asked_for(
    chart_shop: Shop, api: httpx.AsyncClient, birth: dict[str, Any] | None, field: str, code: str
) -> None:
    buyer = await chart_shop.buyer(api)
    await grant(buyer)
    if birth:
        await tell_birth(buyer, birth)
    refused = await api.get(PATHS[0], headers=buyer.headers)
    assert refused.status_code == 422
    assert [(one["field"], one["code"]) for one in refused.json()["errors"]] == [(field, code)]


@pytest.mark.parametrize(("date", "code"), [("2010-10-31", "time_ambiguous"), ("2010-03-28", "time_skipped")])
async def test_an_unclear_time_comes_with_choices_and_each_of_them_makes_a_chart(
    owner: Buyer, date: str, code: str
) -> None:
    birth = {**BIRTH, "date": date, "time": "02:30"}
    await tell_birth(owner, birth)
    refused = await owner.api.get(PATHS[0], headers=owner.headers)
    assert refused.status_code == 422
    (asked,) = refused.json()["errors"]
    assert (asked["field"], asked["code"], len(asked["choices"])) == ("birth.time", code, 2)
    moments = set()
    for choice in asked["choices"]:
        await tell_birth(owner, birth | choice["value"])
        moments.add((await owner.get(PATHS[0]))["birth"]["at"])
    assert len(moments) == 2


async def test_without_a_birth_time_there_are_no_houses_and_the_moon_is_a_range(owner: Buyer) -> None:
    await tell_birth(owner, {**BIRTH, "time": None})
    chart = await owner.get(PATHS[0])
    assert chart["houses"] is None
    assert "Время рождения неизвестно" in chart["houses_text"]
    assert "Луна за этот день прошла" in chart["moon_range"]["text"]


async def test_a_chart_follows_a_changed_birth(owner: Buyer) -> None:
    before = await owner.get(PATHS[0])
    await tell_birth(owner, {**BIRTH, "date": "1991-05-17"})
    assert (await owner.get(PATHS[0]))["bodies"] != before["bodies"]


async def test_the_chart_is_sent_with_its_pdf(app: Product, owner: Buyer) -> None:
    email = new_email()
    answers = [await owner.post("/api/charts/natal/send", {"email": f" {email.upper()} "}, key="once") for _ in "ab"]
    assert [one.status_code for one in answers] == [202, 202]
    sent: Any = await letter(app, email)
    assert sent["subject"] == "Astars: ваша натальная карта"
    (enclosed,) = sent["enclosures"]
    assert (enclosed["name"], enclosed["content_type"]) == ("astars-natal-chart.pdf", "application/pdf")
    assert enclosed["size"] > 10_000
    stored = await eventually(
        lambda: ChartLetter.find_one({"client_id": owner.user.id}), lambda one: one.sent_at is not None
    )
    assert stored.email == ""
    listed = (await owner.get("/api/charts/natal/letters"))["items"]
    assert [(one["stage"], one["email"], one["try_again_at"]) for one in listed] == [("sent", "", None)]
    assert len(await outbox(app, email)) == 1


class Postbox:
    """A mail server's handler that keeps letters, after refusing the first ones for now."""

    def __init__(self, refusals: int) -> None:
        self._refusals = refusals
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self._refusals:
            self._refusals -= 1
            return "451 4.3.0 Try again later"
        assert isinstance(envelope.content, bytes)
        self.letters.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
async def mail(context: Context) -> AsyncIterator[tuple[Context, Postbox]]:
    """A context whose mail goes to a server that refuses every try of a first delivery."""
    postbox, port = Postbox(refusals=3), free_port()
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    settings = context.settings.model_copy(update={"smtp_url": SecretStr(f"smtp://127.0.0.1:{port}")})
    notifier = Notifier(settings)
    yield dataclasses.replace(context, notifier=notifier), postbox
    await notifier.close()
    controller.stop()


async def test_a_letter_that_was_refused_is_sent_later_by_the_job_once(
    owner: Buyer, mail: tuple[Context, Postbox]
) -> None:
    context, postbox = mail
    now = context.clock()
    asked = ChartLetter(
        client_id=owner.user.id,
        email="anna@example.com",
        language="en",
        created_at=now,
        next_try_at=now,
        expires_at=now.replace(year=now.year + 1),
    )
    await asked.insert()
    assert not await deliver(context, asked.id, now)
    assert postbox.letters == []
    (waits,) = (await owner.get("/api/charts/natal/letters"))["items"]
    assert (waits["stage"], waits["email"]) == ("waiting", "anna@example.com")
    assert waits["try_again_at"] is not None
    await deliver_chart_letters(context)
    assert postbox.letters == []
    await ChartLetter.find_one({"_id": asked.id}).update({"$set": {"next_try_at": now}})
    assert await deliver(context, asked.id, context.clock())
    assert not await deliver(context, asked.id, context.clock())
    (sent,) = postbox.letters
    assert sent["To"] == "anna@example.com"
    (enclosed,) = sent.iter_attachments()
    content = enclosed.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert "Natal chart" in PdfReader(io.BytesIO(content)).pages[0].extract_text()


async def test_a_letter_whose_last_try_failed_says_so(owner: Buyer, mail: tuple[Context, Postbox]) -> None:
    context, _ = mail
    now = context.clock()
    asked = ChartLetter(
        client_id=owner.user.id,
        email="anna@example.com",
        language="ru",
        created_at=now,
        next_try_at=now,
        tries=MAX_TRIES - 1,
        expires_at=now.replace(year=now.year + 1),
    )
    await asked.insert()
    assert not await deliver(context, asked.id, now)
    (failed,) = (await owner.get("/api/charts/natal/letters"))["items"]
    assert failed["stage"] == "failed"


async def test_the_outline_is_made_stage_by_stage_and_whoever_comes_back_finds_it(owner: Buyer) -> None:
    # Nobody else in this run was born then.
    await tell_birth(owner, BIRTH | {"date": "1963-09-21", "time": "07:41"})
    seen: list[str] = []

    async def ask() -> str:
        stage = str((await owner.get("/api/charts/natal/outline"))["stage"])
        seen.append(stage)
        return stage

    await eventually(ask, lambda stage: stage == "ready")
    order = ["positions", "drawing", "printing", "ready"]
    assert seen == sorted(seen, key=order.index)
    assert seen[0] != "ready"
    assert await ask() == "ready"
    pdf = await owner.api.get("/api/charts/natal.pdf", headers=owner.headers)
    assert pdf.content.startswith(b"%PDF-")


async def test_an_outline_whose_process_died_has_failed_and_is_begun_again() -> None:
    birth = BirthMoment(dt.date(1971, 3, 4), dt.time(5, 6), None, 55.75, 37.62, "Europe/Moscow", "Москва")
    charts = ChartPool()
    try:
        await charts.chart(birth)
        assert charts._executor is not None
        (process,) = charts._executor._processes.values()
        assert charts.outline(birth, "ru", "Анна") is not OutlineStage.READY
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)

        async def stage() -> OutlineStage:
            return charts.outline(birth, "ru", "Анна")

        await eventually(stage, lambda one: one in (OutlineStage.FAILED, OutlineStage.READY))
        await eventually(stage, lambda one: one is OutlineStage.READY)
    finally:
        charts.close()


async def test_a_process_of_the_pool_that_is_killed_is_replaced(context: Context) -> None:
    def birth(day: int) -> BirthMoment:
        return BirthMoment(dt.date(1990, 5, day), dt.time(14, 30), None, 55.75, 37.62, "Europe/Moscow", "")

    first = await context.charts.chart(birth(1))
    executor = context.charts._executor
    assert executor is not None
    (pid,) = executor._processes
    os.kill(pid, signal.SIGKILL)
    assert (await context.charts.chart(birth(2))).moment.day == 2
    assert await context.charts.chart(birth(1)) is first
