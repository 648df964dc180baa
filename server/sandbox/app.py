"""The outside world of the demo and of the tests in one small program: acquirer, SMS, Telegram, push service, mail."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from server.sandbox import acquirer, mail, outbox, push, sms, telegram
from server.sandbox.bank import Bank
from server.sandbox.notices import Notices
from server.sandbox.outbox import Outbox
from server.sandbox.state import State


def sandbox(state: State, *, host: str, smtp_port: int) -> Starlette:
    """The program; it closes `state` at its end. Once `GET /healthz` answers, the mail server listens too."""
    kept = Outbox(state)
    bank = Bank(state)
    notices = Notices(bank, state.notify_url)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        smtp = await mail.listen(kept, host, smtp_port)
        try:
            async with notices.delivering():
                yield
        finally:
            smtp.close()
            state.close()

    async def healthz(request: Request) -> PlainTextResponse:
        return PlainTextResponse("ok\n")

    return Starlette(
        routes=[
            Route("/healthz", healthz),
            *outbox.routes(kept),
            *sms.routes(kept),
            *push.routes(state, kept),
            *telegram.routes(state, kept),
            *acquirer.routes(bank, notices),
        ],
        lifespan=lifespan,
    )
