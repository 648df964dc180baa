"""SMS.RU's HTTP API, as far as the product speaks it.

`api_id=invalid` is refused as a wrong key (200). A number that ends in 207 cannot be reached, one that ends in 220
meets a provider that is out of order for the moment; both answer as the real API does.
"""

from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from server.sandbox.outbox import Outbox

OK: Final = 100
WRONG_KEY: Final = 200
NO_NUMBER: Final = 202
NO_TEXT: Final = 203
NO_ROUTE: Final = 207
OUT_OF_ORDER: Final = 220

_TEXTS: Final = {
    WRONG_KEY: "Неправильный api_id",
    NO_NUMBER: "Неправильно указан номер телефона получателя, либо на него нет маршрута",
    NO_TEXT: "Нет текста сообщения",
    NO_ROUTE: "На этот номер нет маршрута для доставки сообщений",
    OUT_OF_ORDER: "Сервис временно недоступен, попробуйте чуть позже",
}


def routes(outbox: Outbox) -> list[Route]:
    """`POST /sms/send`."""

    async def send(request: Request) -> JSONResponse:
        sent = dict(parse_qsl((await request.body()).decode(), max_num_fields=20))
        if not sent.get("api_id") or sent["api_id"] == "invalid":
            return JSONResponse(_refusal(WRONG_KEY))
        numbers = [number.strip() for number in sent.get("to", "").split(",") if number.strip()]
        if not numbers:
            return JSONResponse(_refusal(NO_NUMBER))
        answers = {number: _take(outbox, number, sent.get("msg", "")) for number in numbers}
        return JSONResponse({"status": "OK", "status_code": OK, "sms": answers, "balance": 1000.0})

    return [Route("/sms/send", send, methods=["POST"])]


def _take(outbox: Outbox, number: str, text: str) -> dict[str, object]:
    if not number.isdecimal():
        return _refusal(NO_NUMBER)
    if not text:
        return _refusal(NO_TEXT)
    if number.endswith("207"):
        return _refusal(NO_ROUTE)
    if number.endswith("220"):
        return _refusal(OUT_OF_ORDER)
    message = outbox.add("sms", f"+{number}", text)
    return {"status": "OK", "status_code": OK, "sms_id": f"000000-{message:08d}"}


def _refusal(code: int) -> dict[str, object]:
    return {"status": "ERROR", "status_code": code, "status_text": _TEXTS[code]}
