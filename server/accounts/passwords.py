"""Passwords: argon2id, hashed off the event loop and only a few at a time."""

import asyncio
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

from realtime.errors import Unavailable

MIN_LENGTH = 8
MAX_LENGTH = 128

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1, type=Type.ID)
# Checked in place of a missing hash, so that an unknown account costs exactly what a known one costs.
_NOBODY = _HASHER.hash("nobody has this password")


def hash_password(password: str) -> str:
    """The argon2id hash to store; blocks for about 30 ms, so it is for commands and seeds alone."""
    return _HASHER.hash(_normal(password))


def matches(password_hash: str | None, password: str) -> bool:
    """Whether `password` is the one hashed; does the same work and says no when there is no hash. Blocks."""
    try:
        return _HASHER.verify(password_hash or _NOBODY, _normal(password)) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def _normal(password: str) -> str:
    """One password typed on two keyboards may differ in code points; NFKC makes it the same again."""
    return unicodedata.normalize("NFKC", password)


class Passwords:
    """Hashes and checks in threads: at most `parallel` at once (19 MiB each), at most `waiting` in line."""

    def __init__(self, *, parallel: int = 2, waiting: int = 200) -> None:
        self._turns = asyncio.Semaphore(parallel)
        self._places = waiting + parallel
        self._taken = 0

    async def hash(self, password: str) -> str:
        """The argon2id hash to store."""
        async with self._turn():
            return await asyncio.to_thread(hash_password, password)

    async def matches(self, password_hash: str | None, password: str) -> bool:
        """Whether `password` is the one hashed; without a hash the same work is done and the answer is no."""
        async with self._turn():
            return await asyncio.to_thread(matches, password_hash, password)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """A turn at the processor; refused as `unavailable` at once when the line is full."""
        if self._taken >= self._places:
            raise Unavailable("too many passwords are being checked", retry_after_seconds=5)
        self._taken += 1
        try:
            async with self._turns:
                yield
        finally:
            self._taken -= 1
