"""The sandbox's acquirer is strict where the real one is, and its page works as plain HTML."""

import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from server.context import Context
from server.payments.acquirer import AcquirerRefused, PaymentStatus, RefundStatus
from tests.product import Product, free_port, wait_for
from tests.server.payments.quiet import acquirer_at

ITEM: dict[str, object] = {
    "description": "Ядро личности",
    "quantity": 1,
    "amount": {"value": "10.00", "currency": "RUB"},
    "vat_code": 1,
    "payment_mode": "full_payment",
    "payment_subject": "service",
    "measure": "piece",
}
RECEIPT: dict[str, object] = {"customer": {"email": "anna@example.com"}, "items": [ITEM], "tax_system_code": 2}
NEW_PAYMENT: dict[str, object] = {
    "amount": {"value": "10.00", "currency": "RUB"},
    "capture": True,
    "confirmation": {"type": "redirect", "return_url": "http://127.0.0.1/back?order=1"},
    "metadata": {"order_id": "1"},
    "receipt": RECEIPT,
}


@pytest.fixture
async def shop_client(quiet_url: str) -> AsyncIterator[httpx.AsyncClient]:
    """A shop that talks to the acquirer by hand."""
    async with httpx.AsyncClient(base_url=quiet_url + "/", auth=("shop", "secret")) as client:
        yield client


async def test_strangers_and_requests_without_key_are_refused(shop_client: httpx.AsyncClient) -> None:
    async with httpx.AsyncClient(base_url=shop_client.base_url) as stranger:
        assert (await stranger.post("payments", json=NEW_PAYMENT)).status_code == 401
    assert (await shop_client.post("payments", json=NEW_PAYMENT)).status_code == 400


async def test_same_key_is_the_same_payment_and_another_request_is_refused(shop_client: httpx.AsyncClient) -> None:
    key = {"Idempotence-Key": uuid.uuid4().hex}
    first = (await shop_client.post("payments", json=NEW_PAYMENT, headers=key)).json()
    again = (await shop_client.post("payments", json=NEW_PAYMENT, headers=key)).json()
    other = await shop_client.post("payments", json=NEW_PAYMENT | {"description": "other"}, headers=key)

    assert first == again
    assert other.status_code == 400


@pytest.mark.parametrize(
    "receipt",
    [
        None,
        RECEIPT | {"customer": {}},
        RECEIPT | {"customer": {"phone": "+79991234567"}},
        RECEIPT | {"items": []},
        RECEIPT | {"items": [ITEM | {"amount": {"value": "9.99", "currency": "RUB"}}]},
        RECEIPT | {"items": [ITEM | {"description": "Ж" * 129}]},
        RECEIPT | {"items": [ITEM | {"vat_code": 13}]},
        RECEIPT | {"items": [ITEM | {"payment_mode": "later"}]},
        RECEIPT | {"items": [ITEM | {"payment_subject": "magic"}]},
        RECEIPT | {"items": [{name: value for name, value in ITEM.items() if name != "measure"}]},
        RECEIPT | {"tax_system_code": 7},
    ],
)
async def test_a_payment_without_a_right_receipt_is_refused(
    shop_client: httpx.AsyncClient, receipt: dict[str, object] | None
) -> None:
    key = {"Idempotence-Key": uuid.uuid4().hex}
    answer = await shop_client.post("payments", json=NEW_PAYMENT | {"receipt": receipt}, headers=key)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request")


async def test_shops_do_not_see_each_other(shop_client: httpx.AsyncClient) -> None:
    key = {"Idempotence-Key": uuid.uuid4().hex}
    payment = (await shop_client.post("payments", json=NEW_PAYMENT, headers=key)).json()

    assert (await shop_client.get(f"payments/{payment['id']}")).status_code == 200
    assert (await shop_client.get(f"payments/{payment['id']}", auth=("other", "secret"))).status_code == 404


@pytest.mark.parametrize(("language", "title"), [("ru-RU,ru;q=0.9", "Тестовая оплата"), ("en-GB,en", "Test payment")])
async def test_page_says_that_it_is_a_test_and_names_what_was_wrong(
    shop_client: httpx.AsyncClient, language: str, title: str
) -> None:
    key = {"Idempotence-Key": uuid.uuid4().hex}
    url = (await shop_client.post("payments", json=NEW_PAYMENT, headers=key)).json()["confirmation"]["confirmation_url"]
    async with httpx.AsyncClient(headers={"Accept-Language": language}) as browser:
        page = await browser.get(url)
        mistaken = await browser.post(url, data={"card": "1234"})
        paid = await browser.post(url, data={"card": "4111 1111 1111 1111"})

    assert f"<h1>{title}</h1>" in page.text
    assert "<script" not in page.text
    assert mistaken.status_code == 422
    assert 'aria-invalid="true"' in mistaken.text
    assert (paid.status_code, paid.headers["location"]) == (303, "http://127.0.0.1/back?order=1")


async def test_money_goes_back_once_and_the_books_survive_a_restart(
    app: Product, context: Context, tmp_path: Path
) -> None:
    port = free_port()
    command = ["-m", "server.sandbox", "--http-port", str(port), "--smtp-port", str(free_port())]
    command += ["--state", str(tmp_path / "books.sqlite"), "--notify-url", "http://127.0.0.1:9/"]
    first = app.start("books", command)
    wait_for(f"http://127.0.0.1:{port}/healthz", first)
    acquirer = acquirer_at(context, f"http://127.0.0.1:{port}/v3")
    payment = await acquirer.create_payment(
        key="k", order_id="1", amount=10_00, description="", return_url="http://127.0.0.1/", receipt=RECEIPT
    )
    assert payment.confirmation_url is not None
    async with httpx.AsyncClient() as browser:
        await browser.post(payment.confirmation_url, data={"card": "4111111111111111"})
    app.processes.remove(first)
    first.stop()

    second = app.start("books", command)
    wait_for(f"http://127.0.0.1:{port}/healthz", second)

    assert (await acquirer.payment(payment.id)).status is PaymentStatus.SUCCEEDED
    refund = await acquirer.refund(key="r", payment_id=payment.id, amount=10_00)
    assert refund.status is RefundStatus.SUCCEEDED
    assert await acquirer.refund(key="r", payment_id=payment.id, amount=10_00) == refund
    assert await acquirer.refund_by_id(refund.id) == refund
    with pytest.raises(AcquirerRefused):
        await acquirer.refund(key="r2", payment_id=payment.id, amount=1_00)
    await acquirer.close()
    app.processes.remove(second)
    second.stop()
