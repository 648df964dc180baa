"""MongoDB as a replica set of one: transactions and change streams work, writes are journaled."""

from pathlib import Path
from typing import Any, TypeAlias

from pymongo import MongoClient
from pymongo.errors import AutoReconnect, OperationFailure, ServerSelectionTimeoutError

from storage.embedded import wheels
from storage.embedded.child import Child
from storage.embedded.credentials import MongoCredentials, write_secret
from storage.embedded.errors import EmbeddedError
from storage.embedded.home import Home, wait_until
from storage.embedded.ports import LOOPBACK

NAME = "MongoDB"
USER = "astars"
DATABASE = "astars"
REPLICA_SET = "rs0"
ALREADY_INITIALIZED = 23
AUTHENTICATION_FAILED = 18
UNAUTHORIZED = 13
NOT_YET_INITIALIZED = 94

Client: TypeAlias = "MongoClient[dict[str, Any]]"


def url(credentials: MongoCredentials) -> str:
    """How the product reaches it."""
    return (
        f"mongodb://{USER}:{credentials.password}@{LOOPBACK}:{credentials.port}/{DATABASE}"
        f"?replicaSet={REPLICA_SET}&authSource=admin"
    )


def spawn(home: Home, credentials: MongoCredentials) -> Child:
    """Start mongod; it is usable after `make_ready`."""
    program = wheels.mongod()
    home.require_free(NAME, credentials.port)
    folder = home.folder("mongo")
    key = home.var / "mongo.key"
    write_secret(key, credentials.replica_set_key, mode=0o400)
    command: list[str | Path] = [program, "--dbpath", folder, "--port", str(credentials.port), "--bind_ip", LOOPBACK]
    command += ["--replSet", REPLICA_SET, "--keyFile", key, "--auth", "--networkMessageCompressors", "disabled"]
    command += ["--wiredTigerCacheSizeGB", "0.25", "--oplogSize", "128", "--nounixsocket", "--quiet"]
    command += ["--setParameter", "diagnosticDataCollectionEnabled=false"]
    return home.spawn(NAME, command, folder, patience_seconds=15)


def make_ready(child: Child, credentials: MongoCredentials) -> None:
    """Wait until it accepts writes; on the first start form the replica set and create the user."""
    with _connect(credentials, signed_in=False) as client:
        wait_until(child, lambda: _settle(client, credentials))
        if not _user_may_enter(credentials):
            _create_user(client, credentials)


def _connect(credentials: MongoCredentials, *, signed_in: bool) -> Client:
    return MongoClient(
        LOOPBACK,
        credentials.port,
        username=USER if signed_in else None,
        password=credentials.password if signed_in else None,
        directConnection=True,
        serverSelectionTimeoutMS=100,
        connectTimeoutMS=1000,
    )


def _settle(client: Client, credentials: MongoCredentials) -> bool:
    """One step towards accepting writes; true when there. False also while the server cannot be asked yet."""
    try:
        hello = client.admin.command("hello")
        if hello.get("isreplicaset"):  # started as a member, but of no set that it knows itself in
            _form_set(client, credentials)
    except (AutoReconnect, ServerSelectionTimeoutError):
        return False
    return bool(hello.get("isWritablePrimary"))


def _form_set(client: Client, credentials: MongoCredentials) -> None:
    """Allowed without signing in on the first start; afterwards the set exists, with another port in it."""
    member = {"_id": 0, "host": f"{LOOPBACK}:{credentials.port}"}
    try:
        client.admin.command("replSetInitiate", {"_id": REPLICA_SET, "members": [member]})
    except OperationFailure as error:
        if error.code == UNAUTHORIZED:
            _adopt_new_port(credentials)
        elif error.code != ALREADY_INITIALIZED:
            raise


def _adopt_new_port(credentials: MongoCredentials) -> None:
    """The set remembers its member's port. Tell it the present one, after somebody changed it in our file."""
    host = f"{LOOPBACK}:{credentials.port}"
    try:
        with _connect(credentials, signed_in=True) as client:
            config = client.admin.command("replSetGetConfig")["config"]
            if config["members"][0]["host"] != host:
                config["members"][0]["host"] = host
                config["version"] += 1
                client.admin.command("replSetReconfig", config, force=True)
    except OperationFailure as error:
        if error.code == AUTHENTICATION_FAILED:
            raise _other_password() from error
        if error.code != NOT_YET_INITIALIZED:  # it is still reading its configuration
            raise


def _user_may_enter(credentials: MongoCredentials) -> bool:
    try:
        with _connect(credentials, signed_in=True) as client:
            client.admin.command("ping")
    except OperationFailure as error:
        if error.code != AUTHENTICATION_FAILED:
            raise
        return False
    return True


def _create_user(client: Client, credentials: MongoCredentials) -> None:
    """Allowed without signing in from this machine, as long as the database has no user at all."""
    try:
        client.admin.command("createUser", USER, pwd=credentials.password, roles=["root"])
    except OperationFailure as error:
        raise _other_password() from error


def _other_password() -> EmbeddedError:
    return EmbeddedError(
        "The embedded MongoDB's data was made with another password than the one in credentials.json. "
        "Restore that file, or remove the whole directory to begin anew."
    )
