"""The page a client pays on. No money moves here, and it says so. One plain form, no script, nothing from elsewhere."""

import html
from typing import Final
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from server.sandbox.bank import Bank, BankPayment
from server.sandbox.notices import Notices

CARD_PAYS: Final = "4111111111111111"
CARD_DECLINED: Final = "4000000000000002"
CARD_PAYS_WITH_CHAOS: Final = "4000000000000341"

TEXTS: Final = {
    "ru": {
        "title": "Тестовая оплата",
        "notice": "Это учебная страница: деньги не списываются. Введите номер одной из тестовых карт.",
        "amount": "К оплате",
        "card": "Номер карты",
        "pay": "Оплатить",
        "cards": "Тестовые карты",
        "pays": "оплата проходит",
        "declined": "в оплате отказано",
        "chaos": "оплата проходит, уведомление приходит трижды, поздно и не по порядку",
        "unknown": "Такой тестовой карты нет. Возьмите номер из списка ниже.",
        "refused_title": "Оплата не прошла",
        "refused": "Банк отклонил платёж, деньги не списаны. Вернитесь на сайт и попробуйте другую карту.",
        "back": "Вернуться на сайт",
        "missing": "Такого платежа нет.",
    },
    "en": {
        "title": "Test payment",
        "notice": "This is a practice page: no money is taken. Enter the number of one of the test cards.",
        "amount": "To pay",
        "card": "Card number",
        "pay": "Pay",
        "cards": "Test cards",
        "pays": "the payment goes through",
        "declined": "the payment is declined",
        "chaos": "the payment goes through; the notice comes three times, late and out of order",
        "unknown": "There is no such test card. Take a number from the list below.",
        "refused_title": "The payment did not go through",
        "refused": "The bank declined the payment and took no money. Go back to the site and try another card.",
        "back": "Back to the site",
        "missing": "There is no such payment.",
    },
}

_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; img-src data:; style-src 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

_STYLE: Final = """
:root { color-scheme: light dark; --paper: #fbf6ec; --ink: #14262b; --quiet: #4d5f62; --accent: #8a5a00; --on: #fff;
  --line: #cfc4b0; --bad: #9b2c1f }
@media (prefers-color-scheme: dark) { :root { --paper: #14201f; --ink: #f3ead9; --quiet: #b9b3a4; --accent: #e3b04b;
  --on: #14201f; --line: #45524f; --bad: #ff9d8a } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif }
main { max-width: 30rem; margin: 0 auto; padding: 2rem 1rem }
h1 { font: 600 1.75rem/1.2 Georgia, serif; margin: 0 0 1rem }
.amount { font-size: 1.5rem; margin: 1rem 0 } .quiet { color: var(--quiet) } .bad { color: var(--bad) }
label { display: block; font-weight: 600; margin-bottom: .25rem }
input { width: 100%; min-height: 3rem; padding: 0 .75rem; font: inherit; letter-spacing: .05em; color: inherit;
  background: transparent; border: 1px solid var(--quiet); border-radius: .5rem }
button, .button { display: inline-block; width: 100%; min-height: 3rem; margin-top: 1rem; padding: .75rem; border: 0;
  border-radius: .5rem; background: var(--accent); color: var(--on); font: inherit; font-weight: 600;
  text-align: center; text-decoration: none; cursor: pointer }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
dl { margin: 0 } dt { font-family: ui-monospace, monospace } dd { margin: 0 0 .75rem; color: var(--quiet) }
h2 { font-size: 1rem; margin: 2rem 0 .5rem; border-top: 1px solid var(--line); padding-top: 1rem }
"""


class _Page:
    def __init__(self, bank: Bank, notices: Notices) -> None:
        self._bank = bank
        self._notices = notices

    async def show(self, request: Request) -> Response:
        payment = self._bank.payment(request.path_params["id"])
        return self._outcome(request, payment) if payment else _missing(request)

    async def pay(self, request: Request) -> Response:
        payment = self._bank.payment(request.path_params["id"])
        if payment is None:
            return _missing(request)
        form = parse_qs((await request.body()).decode("utf-8", "replace"))
        card = "".join(char for char in form.get("card", [""])[0] if char.isdecimal())
        if payment.status == "pending" and not self._charge(payment, card):
            return _form(request, payment, mistaken=True)
        fresh = self._bank.payment(payment.id)
        assert fresh is not None
        return self._outcome(request, fresh)

    def _charge(self, payment: BankPayment, card: str) -> bool:
        """Do what the card stands for; False for a card that stands for nothing."""
        if card == CARD_PAYS and self._bank.finish(payment.id, "succeeded"):
            self._notices.owe(payment, ("succeeded", 0.0))
        elif card == CARD_DECLINED and self._bank.finish(payment.id, "canceled", "insufficient_funds"):
            self._notices.owe(payment, ("canceled", 0.0))
        elif card == CARD_PAYS_WITH_CHAOS and self._bank.finish(payment.id, "succeeded"):
            self._notices.owe(payment, ("succeeded", 0.2), ("waiting_for_capture", 0.8), ("succeeded", 1.5))
        return card in (CARD_PAYS, CARD_DECLINED, CARD_PAYS_WITH_CHAOS)

    @staticmethod
    def _outcome(request: Request, payment: BankPayment) -> Response:
        if payment.status == "pending":
            return _form(request, payment)
        if payment.status == "canceled":
            return _declined(request, payment)
        return RedirectResponse(payment.return_url, 303, _HEADERS)


def _form(request: Request, payment: BankPayment, *, mistaken: bool = False) -> Response:
    text = TEXTS[_language(request)]
    wrong = f'<p class="bad" id="wrong" role="alert">{text["unknown"]}</p>' if mistaken else ""
    described = ' aria-describedby="wrong" aria-invalid="true"' if mistaken else ""
    cards = ((CARD_PAYS, "pays"), (CARD_DECLINED, "declined"), (CARD_PAYS_WITH_CHAOS, "chaos"))
    rows = "".join(f"<dt>{card}</dt><dd>{text[meaning]}</dd>" for card, meaning in cards)
    content = f"""
<h1>{text["title"]}</h1>
<p>{html.escape(payment.description)}</p>
<p class="amount">{text["amount"]}: <strong>{payment.amount.replace(".", ",")} ₽</strong></p>
<p class="quiet">{text["notice"]}</p>
<form method="post">
<label for="card">{text["card"]}</label>
<input id="card" name="card" inputmode="numeric" autocomplete="off" required maxlength="30"{described}>
{wrong}
<button type="submit">{text["pay"]}</button>
</form>
<h2>{text["cards"]}</h2>
<dl>{rows}</dl>"""
    return _page(request, text["title"], content, 422 if mistaken else 200)


def _declined(request: Request, payment: BankPayment) -> Response:
    text = TEXTS[_language(request)]
    content = f"""
<h1>{text["refused_title"]}</h1>
<p>{text["refused"]}</p>
<a class="button" href="{html.escape(payment.return_url)}">{text["back"]}</a>"""
    return _page(request, text["refused_title"], content)


def _missing(request: Request) -> Response:
    text = TEXTS[_language(request)]
    return _page(request, text["title"], f"<h1>{text['title']}</h1><p>{text['missing']}</p>", 404)


def _language(request: Request) -> str:
    # The product's own negotiation would bring the whole product into this small process.
    first = request.headers.get("accept-language", "").strip().lower()
    return "en" if first.startswith("en") else "ru"


def _page(request: Request, title: str, content: str, status: int = 200) -> Response:
    page = f"""<!doctype html>
<html lang="{_language(request)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/pay.css">
</head>
<body><main>{content}
</main></body>
</html>
"""
    return HTMLResponse(page, status, _HEADERS)


async def _style(request: Request) -> Response:
    return PlainTextResponse(_STYLE, media_type="text/css")


def page_routes(bank: Bank, notices: Notices) -> list[Route]:
    """The page, at the address that `confirmation_url` names, and its style sheet."""
    page = _Page(bank, notices)
    return [
        Route("/pay.css", _style),
        Route("/pay/{id}", page.show),
        Route("/pay/{id}", page.pay, methods=["POST"]),
    ]
