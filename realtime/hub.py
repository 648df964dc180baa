"""The hub: handshake → Actor; dispatch: parse → act → acknowledge. Nothing else happens here."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from time import monotonic, perf_counter
from typing import Any, Final, Literal

from pydantic import ValidationError
from socketio.exceptions import ConnectionRefusedError as Refused

from realtime import arrivals
from realtime.actor import Actor, actor_of_token
from realtime.buckets import Buckets
from realtime.chat import Chat
from realtime.commands import COMMANDS
from realtime.contract import json_of
from realtime.contracts import ErrorOut
from realtime.errors import DomainError, Internal, RateLimited, Unauthenticated, Unavailable, ValidationFailed
from realtime.metrics import SOCKETS, count_command
from realtime.publish import STAFF_ROOM, session_room, user_room
from realtime.texts import DEFAULT_LANGUAGE, Language
from realtime.transport.direct import DirectServer
from realtime.transport.guarded import GuardedServer
from realtime.validation import field_errors
from storage.database import StoreError
from storage.sessions import NOTED_EVERY, note_use, users_of_sessions
from storage.users import roles_of

log = logging.getLogger(__name__)

BURST_SECONDS: Final = 3
RECHECK_SECONDS: Final = 10.0
LOOK_SECONDS: Final = 0.5
SOCKETS_PER_PERSON: Final = 30

Transport = Literal["direct", "stock"]
TRANSPORTS: Final[Mapping[Transport, type[GuardedServer]]] = {"direct": DirectServer, "stock": GuardedServer}
Handshake = Callable[[Mapping[str, Any]], tuple[str, Language]]
"""From an environ to the cookie's session token and the language: HTTP's business, so the server hands it in."""


class Hub:
    """Connects sockets to actors and commands to actions, for one process."""

    def __init__(
        self, handshake: Handshake, *, commands_per_second: float, transport: Transport, **options: Any
    ) -> None:
        """`options` go to the Socket.IO server; `handshake` reads what a browser sent with the upgrade.

        One person sends at most `commands_per_second` in the long run, and three seconds' worth at once.
        """
        self.server: GuardedServer = TRANSPORTS[transport](answer=self.dispatch, after_connect=self._welcome, **options)
        self.server.on("connect", self._connect)
        self.server.on("disconnect", self._disconnect)
        self._handshake = handshake
        self._actors: dict[str, Actor] = {}
        self._buckets = Buckets(per_second=commands_per_second, burst=round(commands_per_second * BURST_SECONDS))
        self._leaving: set[asyncio.Task[None]] = set()
        self._noted_at = perf_counter()
        self._acting = 0
        self._idle = asyncio.Event()
        self._closing = False
        self._chat: Chat | None = None

    def attach(self, chat: Chat) -> None:
        """Give the hub its chat; lifespan does it before the first socket comes."""
        self._chat = chat

    async def _connect(self, sid: str, environ: Mapping[str, Any], auth: object) -> None:
        cookie_token, language = self._handshake(environ)
        if self._closing or self._chat is None:
            raise _refusal(Unavailable("shutting down"), language)
        token = auth.get("token") if isinstance(auth, dict) else None
        try:
            actor = await actor_of_token(token if isinstance(token, str) else cookie_token, self._chat, language)
        except StoreError as error:
            raise _refusal(Unavailable("sessions cannot be read"), language) from error
        if actor is None:
            raise _refusal(Unauthenticated(), language)
        if len(self.server.sids_in(user_room(actor.user_id))) >= SOCKETS_PER_PERSON:
            raise _refusal(RateLimited(retry_after_seconds=60), language)
        self._actors[sid] = actor
        SOCKETS.inc()
        rooms = [user_room(actor.user_id), session_room(actor.session_id)]
        for room in [*rooms, STAFF_ROOM] if actor.is_staff else rooms:
            await self.server.enter_room(sid, room)
        # What other processes publish from now on reaches this one, so the greeting may be read.
        await self._chat.outlet.relay.settled()

    async def _welcome(self, sid: str) -> None:
        actor = self._actors.get(sid)
        if actor is None:
            return
        try:
            await arrivals.arrived(actor, sid)
        except StoreError as error:
            # Ungreeted it would wait for ever; its library tries again.
            log.warning("the database failed a greeting", extra={"reason": type(error).__name__})
            await self.server.drop(sid)

    async def _disconnect(self, sid: str, reason: str) -> None:
        actor = self._actors.pop(sid, None)
        if actor is not None:
            SOCKETS.dec()
            task = asyncio.get_running_loop().create_task(arrivals.left(actor, sid), name="socket left")
            self._leaving.add(task)
            task.add_done_callback(self._leaving.discard)

    async def dispatch(self, event: str, sid: str, payload: object) -> bytes:
        """Answer one command with JSON: `{ok: true, data}` or `{ok: false, error}`, whatever happens."""
        begun = perf_counter()
        actor = self._actors.get(sid)
        self._acting += 1
        outcome = "ok"
        try:
            if actor is None:
                raise Unauthenticated
            if self._closing:
                raise Unavailable("shutting down", retry_after_seconds=1)
            return b'{"ok":true,"data":' + await self._act(actor, event, payload) + b"}"
        except DomainError as error:
            outcome = error.code
            if isinstance(error, RateLimited):
                self.server.refused(sid)
            return _failure(error, actor.language if actor else DEFAULT_LANGUAGE)
        except Exception:
            log.exception("command failed", extra={"command": event if event in COMMANDS else "unknown"})
            outcome = Internal.code
            return _failure(Internal(), actor.language if actor else DEFAULT_LANGUAGE)
        finally:
            self._acting -= 1
            if not self._acting and self._closing:
                self._idle.set()
            count_command(event if event in COMMANDS else "unknown", outcome, perf_counter() - begun)

    async def _act(self, actor: Actor, event: str, payload: object) -> bytes:
        wait = self._buckets.take(actor.user_id)
        if wait:
            raise RateLimited(retry_after_seconds=max(0.001, round(wait, 3)))
        command = COMMANDS.get(event)
        if command is None:
            raise ValidationFailed("unknown command")
        try:
            parsed = command.payload.model_validate(payload)
        except ValidationError as error:
            errors = field_errors(error, actor.language)
            raise ValidationFailed(errors=errors, field=errors[0].field if errors else None) from error
        try:
            return json_of(await command.action(actor, parsed))
        except StoreError as error:
            log.warning("the database failed a command", extra={"command": event, "reason": type(error).__name__})
            raise Unavailable("database", retry_after_seconds=1) from error

    async def recheck_sessions_forever(self) -> None:
        """Notice what no event told, within `RECHECK_SECONDS`, and at once when the relay may have missed something.

        Runs as a task of the process.
        """
        checked_at = monotonic()
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            due_in = checked_at + RECHECK_SECONDS - monotonic()
            if due_in > 0 and (self._chat is None or self._chat.outlet.relay.unsure_seconds() is None):
                continue
            checked_at = monotonic()
            try:
                await self._recheck_sessions()
            except StoreError as error:
                log.warning("sessions could not be checked", extra={"reason": type(error).__name__})

    async def _recheck_sessions(self) -> None:
        """End the sockets whose session is over, or whose person was blocked or has another role now."""
        held = {actor.session_id: actor for actor in self._actors.values()}
        if not held or self._chat is None:
            return
        users = await users_of_sessions(list(held), self._chat.clock())
        roles = await roles_of(list(set(users.values())))
        for session_id, actor in held.items():
            user_id = users.get(session_id)
            if user_id is None or roles.get(user_id) is not actor.role:
                self._chat.publisher.end_session(session_id, Unauthenticated.code)
        if perf_counter() - self._noted_at >= NOTED_EVERY.total_seconds():
            self._noted_at = perf_counter()
            await note_use(list(users), self._chat.clock())

    async def close(self, patience_seconds: float) -> None:
        """Take no new sockets or commands, let those in flight finish and answer, then close every socket.

        Clients are dropped, not told to go, so that their libraries connect to another process.
        """
        self._closing = True
        if self._acting:
            try:
                async with asyncio.timeout(patience_seconds):
                    await self._idle.wait()
            except TimeoutError:
                log.warning("commands were cut at shutdown", extra={"count": self._acting})
        for sid in list(self._actors):
            await self.server.drop(sid)
        await self.server.shutdown()
        for task in list(self._leaving):
            task.cancel()
        await asyncio.gather(*self._leaving, return_exceptions=True)


def _refusal(error: DomainError, language: Language) -> Refused:
    return Refused(error.code, {"code": error.code, "detail": error.detail(language)})


def _failure(error: DomainError, language: Language) -> bytes:
    out = ErrorOut(
        code=error.code,
        detail=error.detail(language),
        retryable=error.retryable,
        retry_after_seconds=error.retry_after_seconds,
        field=error.field,
    )
    return b'{"ok":false,"error":' + out.model_dump_json(exclude_none=True).encode() + b"}"
