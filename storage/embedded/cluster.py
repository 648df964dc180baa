"""Starts and stops the three servers together."""

import contextlib
from pathlib import Path
from types import TracebackType
from typing import Self

from storage.embedded import mongodb as mongo_server
from storage.embedded import seaweedfs, valkey
from storage.embedded.child import Child
from storage.embedded.credentials import Credentials, load_or_create
from storage.embedded.errors import EmbeddedError
from storage.embedded.home import Home
from storage.embedded.lock import DirectoryLock


class Embedded:
    """Running servers, and how to reach them. `stop()`, or leaving the `with` block, ends them in reverse order.

    Asking for the address of a server that was switched off raises EmbeddedError.
    """

    def __init__(self, credentials: Credentials, lock: DirectoryLock) -> None:
        self.children: dict[str, Child] = {}
        self._credentials = credentials
        self._lock = lock

    @property
    def mongodb_url(self) -> str:
        """With user, password, database and replica set."""
        return mongo_server.url(self._running(mongo_server.NAME).mongodb)

    @property
    def redis_url(self) -> str:
        """With password and database number."""
        return valkey.url(self._running(valkey.NAME).redis)

    @property
    def s3_endpoint_url(self) -> str:
        """Without a bucket; buckets are the caller's to create, addressed by path."""
        return seaweedfs.url(self._running(seaweedfs.NAME).s3)

    @property
    def s3_access_key(self) -> str:
        """Of the one identity, which may do everything."""
        return self._running(seaweedfs.NAME).s3.access_key

    @property
    def s3_secret_key(self) -> str:
        """Of the one identity, which may do everything."""
        return self._running(seaweedfs.NAME).s3.secret_key

    def environment(self) -> dict[str, str]:
        """The settings that point the product at the servers running here, by variable name."""
        variables: dict[str, str] = {}
        if mongo_server.NAME in self.children:
            variables["MONGODB_URL"] = self.mongodb_url
        if valkey.NAME in self.children:
            variables["REDIS_URL"] = self.redis_url
        if seaweedfs.NAME in self.children:
            variables["S3_ENDPOINT_URL"] = self.s3_endpoint_url
            variables["S3_ACCESS_KEY"] = self.s3_access_key
            variables["S3_SECRET_KEY"] = self.s3_secret_key
        return variables

    def check(self) -> None:
        """EmbeddedError, with the end of its log, when one of the servers has ended by itself."""
        for child in self.children.values():
            child.check()

    def stop(self) -> None:
        """End the servers, the last started first; at most their patience each. Calling it again does nothing."""
        try:
            for name in reversed(list(self.children)):
                self.children.pop(name).stop()
                if name == seaweedfs.NAME:
                    seaweedfs.remove_sockets(self._credentials.s3)
        finally:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _running(self, name: str) -> Credentials:
        if name not in self.children:
            raise EmbeddedError(f"The embedded {name} server is switched off.")
        return self._credentials


def start(var: Path, *, mongodb: bool = True, redis: bool = True, s3: bool = True) -> Embedded:
    """Start the servers wanted, with their data under `var`, and return when all of them are ready.

    The first start makes passwords and chooses free ports; later starts keep both. Listens on loopback only. Call it
    from the main thread. Raises EmbeddedError with a message for the person at the terminal; nothing is left running.
    """
    var = var.absolute()
    var.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = DirectoryLock(var)
    with contextlib.ExitStack() as undo:
        undo.callback(lock.release)
        credentials = load_or_create(var / "credentials.json")
        embedded = undo.enter_context(Embedded(credentials, lock))
        _spawn_and_await(embedded, credentials, Home(var, lock.inherited), mongodb=mongodb, redis=redis, s3=s3)
        undo.pop_all()
    return embedded


def _spawn_and_await(
    embedded: Embedded, credentials: Credentials, home: Home, *, mongodb: bool, redis: bool, s3: bool
) -> None:
    """All of them boot at the same time; then each is awaited."""
    children = embedded.children
    if mongodb:
        children[mongo_server.NAME] = mongo_server.spawn(home, credentials.mongodb)
    if redis:
        children[valkey.NAME] = valkey.spawn(home, credentials.redis)
    if s3:
        children[seaweedfs.NAME] = seaweedfs.spawn(home, credentials.s3)
    if redis:
        valkey.make_ready(children[valkey.NAME], credentials.redis)
    if mongodb:
        mongo_server.make_ready(children[mongo_server.NAME], credentials.mongodb)
    if s3:
        seaweedfs.make_ready(children[seaweedfs.NAME], credentials.s3)
