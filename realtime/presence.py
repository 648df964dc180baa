"""Presence: who is connected, over all processes. Availability is another thing: a person sets it.

A person is online while a living process has a socket of theirs. Redis holds, for each person, the processes that say
so, and for each process until when its word counts; a process renews that one lease, however many sockets it has. The
people of a process that ended, with or without a word, and who have not come back are told offline by another one.
Without Redis a process knows its own alone.
"""

import asyncio
import logging
import secrets
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, Final

from redis.asyncio import Redis
from redis.exceptions import RedisError

from realtime.gathering import Gathering
from storage.ids import UserId

log = logging.getLogger(__name__)

LEASE_SECONDS: Final = 30.0
RENEW_SECONDS: Final = 10.0
GRACE_SECONDS: Final = 4.0
FORGET_SECONDS: Final = 86_400
PROCESSES: Final = "astars:presence:processes"


def _person_key(user_id: UserId | str) -> str:
    return f"astars:presence:{user_id}"


def _process_key(name: str) -> str:
    return f"astars:presence:of:{name}"


class Presence:
    """One process's part of presence. Leases are in wall-clock seconds, because processes share them."""

    def __init__(self, redis: Redis, *, grace_seconds: float = GRACE_SECONDS) -> None:
        self._redis = redis
        self._name = secrets.token_hex(6)
        self._sockets: dict[str, UserId] = {}
        self._here: Counter[UserId] = Counter()
        self._elsewhere: Gathering[UserId, bool] = Gathering(self._online_elsewhere)
        self._saying: Gathering[UserId, None] = Gathering(self._say)
        self.grace_seconds = grace_seconds

    async def connected(self, user_id: UserId, sid: str) -> bool:
        """A socket opened; True when the person was offline before."""
        is_first_here = self._here[user_id] == 0
        self._sockets[sid] = user_id
        self._here[user_id] += 1
        if not is_first_here:
            return False
        was_online = await self._elsewhere.one(user_id)
        await self._saying.one(user_id)
        return not was_online

    async def disconnected(self, sid: str) -> UserId | None:
        """A socket closed; answers whose it was when it was the person's last one anywhere we know of."""
        user_id = self._sockets.pop(sid, None)
        if user_id is None:
            return None
        self._here[user_id] -= 1
        if self._here[user_id] > 0:
            return None
        del self._here[user_id]
        await self._unsay(self._name, [user_id])
        return None if await self.online([user_id]) else user_id

    async def online(self, user_ids: Iterable[UserId]) -> set[UserId]:
        """Those of `user_ids` who have a live socket."""
        wanted = list(dict.fromkeys(user_ids))
        here = {one for one in wanted if self._here.get(one)}
        return here | (await self._elsewhere.many([one for one in wanted if one not in here])).keys()

    async def is_known(self) -> bool:
        """Whether it can be known who is elsewhere: Redis answers, and some process has said who is there."""
        answers = await self._ask(lambda pipe: pipe.zcount(PROCESSES, time.time(), "+inf"))
        return bool(answers and answers[0])

    async def renew_forever(self, gone: Callable[[UserId], Awaitable[None]]) -> None:
        """Keep this process's word valid, and call `gone` for the people of processes that died; runs as a task."""
        while True:
            await self._renew()
            for user_id in await self._bereaved():
                await gone(user_id)
            await asyncio.sleep(RENEW_SECONDS)

    async def _online_elsewhere(self, user_ids: Sequence[UserId]) -> dict[UserId, bool]:
        def ask(pipe: Any) -> None:
            pipe.zrangebyscore(PROCESSES, time.time(), "+inf")
            for user_id in user_ids:
                pipe.smembers(_person_key(user_id))

        answers = await self._ask(ask)
        if not answers:
            return {}
        living = set(answers[0]) - {self._name.encode()}
        return {user_id: True for user_id, names in zip(user_ids, answers[1:], strict=True) if living & set(names)}

    async def _say(self, user_ids: Sequence[UserId]) -> dict[UserId, None]:
        """These people are here. Nothing is learned by it."""

        def ask(pipe: Any) -> None:
            pipe.zadd(PROCESSES, {self._name: time.time() + LEASE_SECONDS})
            for user_id in user_ids:
                pipe.sadd(_person_key(user_id), self._name)
                pipe.expire(_person_key(user_id), FORGET_SECONDS)
                pipe.sadd(_process_key(self._name), str(user_id))

        if await self._ask(ask) is None:
            log.warning("presence could not be told")
        # Whoever went while this was written took their word back too early.
        await self._unsay(self._name, [one for one in user_ids if not self._here.get(one)])
        return {}

    async def _unsay(self, name: str, user_ids: Sequence[UserId]) -> None:
        def ask(pipe: Any) -> None:
            for user_id in user_ids:
                pipe.srem(_person_key(user_id), name)
                pipe.srem(_process_key(name), str(user_id))

        if user_ids and await self._ask(ask) is None:
            log.warning("presence could not be withdrawn")

    async def _renew(self) -> None:
        def ask(pipe: Any) -> None:
            pipe.zadd(PROCESSES, {self._name: time.time() + LEASE_SECONDS})
            pipe.scard(_process_key(self._name))

        answers = await self._ask(ask)
        if answers and answers[1] < len(self._here):
            # Redis has forgotten, or this process was taken for dead.
            await self._say(list(self._here))

    async def _bereaved(self) -> list[UserId]:
        """The people of processes whose lease ran out, and who are nowhere else; one process settles another."""
        expired = await self._ask(lambda pipe: pipe.zrangebyscore(PROCESSES, "-inf", time.time()))
        gone: list[UserId] = []
        for name in (one.decode() for one in (expired or [[]])[0]):
            gone += await self._settle(name)
        return gone

    async def _settle(self, name: str) -> list[UserId]:
        def ask(pipe: Any) -> None:
            pipe.zrem(PROCESSES, name)
            pipe.smembers(_process_key(name))

        answers = await self._ask(ask)
        if not answers or not answers[0]:
            return []
        people = [UserId(one.decode()) for one in answers[1]]
        await self._unsay(name, people)
        online = await self.online(people)
        return [one for one in people if one not in online]

    async def _ask(self, commands: Callable[[Any], object]) -> list[Any] | None:
        """The answers to what `commands` puts into a pipeline; None when Redis does not answer."""
        try:
            async with self._redis.pipeline(transaction=False) as pipe:
                commands(pipe)
                answers: list[Any] = await pipe.execute()
        except (RedisError, OSError):
            return None
        return answers
