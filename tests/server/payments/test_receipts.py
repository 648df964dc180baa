"""What a fiscal receipt says, and to whom: to the acquirer alone."""

import httpx

from server.context import Context
from server.payments.receipts import PaymentMode, receipt_of
from storage.users import Role, User
from tests.people import sign_up
from tests.product import Product
from tests.server.accounts.people import new_email, new_phone
from tests.server.accounts.test_errors import logs_with
from tests.server.orders.test_desk_refunds import money_of, refund, stored
from tests.server.shop import Buyer, payment_of


async def test_receipts_say_what_was_sold_and_given_back_and_no_log_says_to_whom(
    app: Product, buyer: Buyer, context: Context
) -> None:
    support = await sign_up(context, Role.SUPPORT, "Олег")
    phone, email = new_phone(), new_email()
    await User.find({"_id": buyer.user.id}).update({"$set": {"email": email}})
    order = await buyer.buy(phone=phone)
    await refund(support, app.base_url, order["id"], 100_00)
    await refund(support, app.base_url, order["id"])
    _, payment_id = await payment_of(order["id"])
    async with httpx.AsyncClient(auth=("demo", "demo")) as shop:
        receipts = (await shop.get(f"{app.sandbox_url}/v3/receipts?payment_id={payment_id}")).json()["items"]

    sums = [(one["type"], *(item["amount"]["value"] for item in one["items"])) for one in receipts]
    assert sums == [("payment", "2499.00"), ("refund", "100.00"), ("refund", "2399.00")]
    for one in receipts:
        (item,) = one["items"]
        assert (item["description"], item["vat_code"], item["payment_subject"]) == ("Ядро личности", 1, "service")
    payment = await money_of(order["id"])
    assert [one.receipt for one in payment.refunds] == [None, None]
    logs = await logs_with(app, "order_refunded")
    assert email not in logs
    assert phone[1:] not in logs


async def test_a_receipt_goes_to_the_address_of_the_account_then_to_the_phone_of_the_order(
    buyer: Buyer, context: Context
) -> None:
    by_phone = await stored((await buyer.order())["order"]["id"])
    await User.find({"_id": buyer.user.id}).update({"$set": {"email": f"{buyer.user.id}@example.com"}})
    by_email = await stored((await buyer.order())["order"]["id"])
    settings = context.settings.model_copy(update={"yookassa_tax_system_code": 2, "yookassa_vat_code": 7})

    receipts = [await receipt_of(settings, one, 1_05, PaymentMode.PAYMENT) for one in (by_phone, by_email)]

    assert [one["customer"] for one in receipts] == [
        {"phone": "79991234567"},
        {"email": f"{buyer.user.id}@example.com"},
    ]
    assert (receipts[0]["tax_system_code"], receipts[0]["items"][0]["vat_code"]) == (2, 7)
    assert receipts[0]["items"][0]["amount"] == {"value": "1.05", "currency": "RUB"}
