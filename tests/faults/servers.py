"""The real servers below the product, each a process that a test may kill, freeze and start again with its data."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, Final

from pymongo import AsyncMongoClient, timeout
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import OperationFailure, PyMongoError
from redis.asyncio import Redis
from redis.exceptions import RedisError

from storage.embedded import Child, wheels
from tests.product import free_port

LOOPBACK: Final = "127.0.0.1"
READY_SECONDS: Final = 60.0
ASK_SECONDS: Final = 2.0
NOT_YET_INITIALIZED: Final = 94
PRIMARY, SECONDARY = 1, 2

Look = Callable[[], bool | Awaitable[bool]]


async def until(look: Look, what: str, within_seconds: float = READY_SECONDS) -> None:
    """Return as soon as `look` says so; fail when that takes too long."""
    try:
        async with asyncio.timeout(within_seconds):
            while True:
                seen = look()
                if seen if isinstance(seen, bool) else await seen:
                    return
                await asyncio.sleep(0.02)
    except TimeoutError as error:
        raise AssertionError(f"not within {within_seconds} s: {what}") from error


class Server:
    """One server process on a port of its own. Only the main thread starts it: it ends with us."""

    def __init__(self, name: str, command: Sequence[str | Path], folder: Path) -> None:
        self.name = name
        self._command = [str(part) for part in command]
        self._folder = folder
        self._child: Child | None = None
        folder.mkdir(mode=0o700, exist_ok=True)

    @property
    def alive(self) -> bool:
        """Whether its process is there, frozen or not."""
        return self._child is not None and self._child.alive

    def start(self) -> None:
        """Start it, unless it runs; waits for nothing."""
        if not self.alive:
            log = self._folder.with_suffix(".log")
            environment = {"PATH": os.environ["PATH"], "HOME": str(self._folder), "LANG": "C.UTF-8"}
            self._child = Child.spawn(
                self.name, self._command, environment=environment, directory=self._folder, log=log
            )

    def kill(self) -> None:
        """kill -9; returns when it is gone."""
        assert self._child is not None, "it was started"
        self._child.process.send_signal(signal.SIGKILL)
        self._child.process.wait()

    def freeze(self) -> None:
        """It keeps its connections and does nothing."""
        assert self._child is not None, "it was started"
        self._child.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on, if it was frozen."""
        if self.alive and self._child is not None:
            self._child.process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """End it, frozen or not; its data are of no use any more."""
        if self.alive:
            self.kill()


class Valkey(Server):
    """Valkey, which the product may lose at any time."""

    def __init__(self, folder: Path) -> None:
        port = free_port()
        settings = ["--bind", LOOPBACK, "--port", str(port), "--save", "", "--appendonly", "yes"]
        super().__init__("Valkey", [wheels.valkey(), *settings, "--maxmemory-policy", "noeviction"], folder)
        self.url = f"redis://{LOOPBACK}:{port}/0"

    async def ready(self) -> None:
        """Start it if need be, let it go on, take its limits away, and wait until it answers."""
        self.thaw()
        self.start()

        async def answers() -> bool:
            try:
                await self.command("CONFIG", "SET", "maxmemory", "0")
                return bool(await self.command("PING"))  # refused while it still loads its data
            except (RedisError, OSError):
                return False

        await until(answers, "Valkey answers")

    async def command(self, *words: str) -> Any:
        """Send one command on a connection of its own."""
        async with Redis.from_url(self.url, socket_timeout=2) as redis:
            return await redis.execute_command(*words)  # type: ignore[no-untyped-call]


class ReplicaSet:
    """Three mongods as one replica set, with the settings that production has, and with fail points."""

    def __init__(self, folder: Path) -> None:
        self._ports = [free_port() for _ in range(3)]
        self.members = [_mongod(folder / f"mongo{number}", port) for number, port in enumerate(self._ports)]
        hosts = ",".join(f"{LOOPBACK}:{port}" for port in self._ports)
        self.url = f"mongodb://{hosts}/astars?replicaSet=rs0"
        self._clients = [
            AsyncMongoClient[dict[str, Any]](
                LOOPBACK, port, directConnection=True, serverSelectionTimeoutMS=1000, appname="test"
            )
            for port in self._ports
        ]

    def ask(self, member: Server) -> AsyncDatabase[dict[str, Any]]:
        """The administration of this member alone, whatever the others say."""
        return self._clients[self.members.index(member)].admin

    def port_of(self, member: Server) -> int:
        """Where this member listens."""
        return self._ports[self.members.index(member)]

    async def ready(self) -> None:
        """Start what does not run, form the set the first time, and wait until all three are there and one leads."""
        for member in self.members:
            member.thaw()
            member.start()
        await until(self._whole, "three members, one of them primary")
        for member in self.members:
            await self.ask(member).command("configureFailPoint", "failCommand", mode="off")

    async def primary(self) -> Server:
        """The member that leads now, once there is one that a majority follows."""
        found: list[Server] = []

        async def elected() -> bool:
            found[:] = [one for one in self.members if one.alive and await self._leads(one)]
            return len(found) == 1

        await until(elected, "a primary")
        return found[0]

    async def secondaries(self) -> list[Server]:
        """The others."""
        primary = await self.primary()
        return [one for one in self.members if one is not primary]

    async def step_down(self) -> None:
        """The primary hands over, as at maintenance."""
        await self.ask(await self.primary()).command("replSetStepDown", 60, secondaryCatchUpPeriodSecs=10)

    async def fail(self, commands: Sequence[str], times: int, **data: Any) -> int:
        """The next `times` of these commands that the product sends to the primary fail as `data` says.

        Answers what `struck` is to be given.
        """
        given = {"failCommands": list(commands), "appName": "astars", **data}
        admin = self.ask(await self.primary())
        before = await admin.command("configureFailPoint", "failCommand", mode={"times": times}, data=given)
        return int(before["count"]) + times

    async def struck(self, times: int, within_seconds: float = 30) -> None:
        """Return when fail points have struck so often on the primary."""
        milliseconds = int(within_seconds * 1000)
        await self.ask(await self.primary()).command(
            {"waitForFailPoint": "failCommand", "timesEntered": times, "maxTimeMS": milliseconds}
        )

    async def close(self) -> None:
        """End all three."""
        for client in self._clients:
            await client.close()
        for member in self.members:
            member.stop()

    async def _leads(self, member: Server) -> bool:
        try:
            with timeout(ASK_SECONDS):
                return bool((await self.ask(member).command("hello"))["isWritablePrimary"])
        except PyMongoError:
            return False

    async def _whole(self) -> bool:
        first = self.ask(self.members[0])
        try:
            with timeout(ASK_SECONDS):
                try:
                    states = (await first.command("replSetGetStatus"))["members"]
                except OperationFailure as error:
                    if error.code != NOT_YET_INITIALIZED:
                        raise
                    hosts = [{"_id": n, "host": f"{LOOPBACK}:{port}"} for n, port in enumerate(self._ports)]
                    await first.command("replSetInitiate", {"_id": "rs0", "members": hosts})
                    return False
                if all(one["state"] == SECONDARY for one in states):
                    # They would wait ten seconds before the first of them stood for election.
                    await first.command("replSetStepUp")
        except PyMongoError:
            return False
        return sorted(one["state"] for one in states) == [PRIMARY, SECONDARY, SECONDARY]


def _mongod(folder: Path, port: int) -> Server:
    command: list[str | Path] = [wheels.mongod(), "--dbpath", folder, "--port", str(port), "--bind_ip", LOOPBACK]
    command += ["--replSet", "rs0", "--networkMessageCompressors", "disabled", "--wiredTigerCacheSizeGB", "0.25"]
    command += ["--oplogSize", "128", "--nounixsocket", "--quiet", "--setParameter", "enableTestCommands=1"]
    command += ["--setParameter", "diagnosticDataCollectionEnabled=false"]
    return Server("MongoDB", command, folder)
