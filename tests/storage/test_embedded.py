"""The embedded servers: they keep what they were given, tell what is wrong, and never outlive whoever started them."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import boto3
import psutil
import pytest
from botocore.config import Config
from pymongo import MongoClient
from redis import Redis
from types_boto3_s3 import S3Client

from storage.embedded import Child, Embedded, EmbeddedError, start, wheels
from storage.embedded.lock import DirectoryLock
from storage.embedded.ports import choose_free, is_free

SUPERVISOR = """
import pathlib, sys
from storage.embedded import start
embedded = start(pathlib.Path(sys.argv[1]), mongodb=sys.argv[2] == "all", s3=sys.argv[2] == "all")
print(*[child.process.pid for child in embedded.children.values()], flush=True)
sys.stdin.read()
"""


@contextmanager
def s3_client(embedded: Embedded) -> Iterator[S3Client]:
    client = boto3.client(
        "s3",
        endpoint_url=embedded.s3_endpoint_url,
        aws_access_key_id=embedded.s3_access_key,
        aws_secret_access_key=embedded.s3_secret_key,
        region_name="us-east-1",
        config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
    )
    with closing(client):
        yield client


def test_second_start_keeps_data_ports_and_passwords(tmp_path: Path) -> None:
    with start(tmp_path) as embedded:
        first = embedded.environment()
        with MongoClient[dict[str, str]](embedded.mongodb_url) as mongo:
            mongo.astars.letters.insert_one({"_id": "kept"})
        with Redis.from_url(embedded.redis_url) as redis:
            redis.set("letter", "kept")
        with s3_client(embedded) as s3:
            s3.create_bucket(Bucket="letters")
            s3.put_object(Bucket="letters", Key="letter", Body=b"kept")

    with start(tmp_path) as embedded:
        assert embedded.environment() == first
        with MongoClient[dict[str, str]](embedded.mongodb_url) as mongo:
            assert mongo.astars.letters.find_one() == {"_id": "kept"}
        with Redis.from_url(embedded.redis_url) as redis:
            assert redis.get("letter") == b"kept"
        with s3_client(embedded) as s3:
            assert s3.get_object(Bucket="letters", Key="letter")["Body"].read() == b"kept"


def test_transactions_and_change_streams_work(tmp_path: Path) -> None:
    with (
        start(tmp_path, redis=False, s3=False) as embedded,
        MongoClient[dict[str, object]](embedded.mongodb_url) as mongo,
        mongo.astars.letters.watch() as changes,
    ):
        with mongo.start_session() as session, session.start_transaction():
            mongo.astars.letters.insert_one({"_id": "written"}, session=session)
        assert next(changes)["documentKey"] == {"_id": "written"}


def test_servers_listen_on_loopback_alone_and_hide_their_secrets(tmp_path: Path) -> None:
    with start(tmp_path) as embedded:
        secrets = [embedded.s3_secret_key, embedded.redis_url.split("@")[0].split(":")[2]]
        for child in embedded.children.values():
            process = psutil.Process(child.process.pid)
            listening = [c for c in process.net_connections("inet") if c.status == psutil.CONN_LISTEN]
            assert listening
            assert {connection.laddr.ip for connection in listening} == {"127.0.0.1"}
            assert not any(secret in " ".join(process.cmdline()) for secret in secrets)
    for name in ("credentials.json", "redis.conf", "s3.json", "mongo.key"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) & 0o077 == 0, name


@pytest.mark.parametrize("absent", ["mongodb", "redis", "s3"])
def test_each_server_can_be_switched_off_singly(tmp_path: Path, absent: str) -> None:
    with start(tmp_path, mongodb=absent != "mongodb", redis=absent != "redis", s3=absent != "s3") as embedded:
        expected = {"mongodb": {"MONGODB_URL"}, "redis": {"REDIS_URL"}, "s3": {"S3_ENDPOINT_URL"}}
        missing = {"MONGODB_URL", "REDIS_URL", "S3_ENDPOINT_URL"} - embedded.environment().keys()
        assert missing == expected[absent]
        assert len(embedded.children) == 2
        with pytest.raises(EmbeddedError, match="switched off"):
            getattr(embedded, {"mongodb": "mongodb_url", "redis": "redis_url", "s3": "s3_endpoint_url"}[absent])


def test_killed_supervisor_leaves_no_orphan_and_next_start_waits_for_its_servers(tmp_path: Path) -> None:
    with supervisor(tmp_path, "all") as (process, children):
        assert len(children) == 3
        process.kill()
        process.wait()
        with start(tmp_path) as embedded:
            assert len(embedded.children) == 3
            assert all(has_ended(child) for child in children)


def test_second_supervisor_of_same_directory_is_told_who_holds_it(tmp_path: Path) -> None:
    with (
        supervisor(tmp_path, "redis") as (process, _),
        pytest.raises(EmbeddedError, match=rf"process {process.pid}\) already runs on .*ASTARS_VAR"),
    ):
        start(tmp_path, mongodb=False, s3=False)


def test_dead_server_is_noticed_and_named(tmp_path: Path) -> None:
    with start(tmp_path, mongodb=False, s3=False) as embedded:
        embedded.check()
        (child,) = embedded.children.values()
        child.process.kill()
        child.process.wait()
        with pytest.raises(EmbeddedError, match=r"Valkey ended unexpectedly \(killed by SIGKILL\).*redis\.log"):
            embedded.check()


def test_port_taken_by_a_stranger_is_named_and_nothing_keeps_running(tmp_path: Path) -> None:
    with start(tmp_path, mongodb=False, s3=False) as embedded:
        port = int(embedded.redis_url.rsplit(":", 1)[1].split("/")[0])
    with socket.create_server(("127.0.0.1", port)), pytest.raises(EmbeddedError, match=f"Port {port}.*Valkey.*taken"):
        start(tmp_path, s3=False)
    mongodb_port = json.loads((tmp_path / "credentials.json").read_text())["mongodb"]["port"]
    assert is_free(mongodb_port)
    start(tmp_path, mongodb=False, s3=False).stop()


def test_port_changed_by_hand_is_adopted_by_the_replica_set(tmp_path: Path) -> None:
    with start(tmp_path, redis=False, s3=False) as embedded, MongoClient[dict[str, str]](embedded.mongodb_url) as mongo:
        mongo.astars.letters.insert_one({"_id": "kept"})
    path = tmp_path / "credentials.json"
    credentials = json.loads(path.read_text())
    credentials["mongodb"]["port"] = choose_free(1)[0]
    path.write_text(json.dumps(credentials))

    with start(tmp_path, redis=False, s3=False) as embedded, MongoClient[dict[str, str]](embedded.mongodb_url) as mongo:
        assert str(credentials["mongodb"]["port"]) in embedded.mongodb_url
        assert mongo.astars.letters.find_one() == {"_id": "kept"}


def test_lost_credentials_are_explained(tmp_path: Path) -> None:
    start(tmp_path, redis=False, s3=False).stop()
    path = tmp_path / "credentials.json"
    credentials = json.loads(path.read_text())
    credentials["mongodb"]["password"] = "another"
    path.write_text(json.dumps(credentials))
    with pytest.raises(EmbeddedError, match="another password"):
        start(tmp_path, redis=False, s3=False)
    path.write_text("{}")
    with pytest.raises(EmbeddedError, match=r"credentials\.json is damaged"):
        start(tmp_path, redis=False, s3=False)


def test_platform_without_the_wheels_is_told_which_settings_replace_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr("shutil.which", lambda name, path: None)
    for program in (wheels.mongod, wheels.valkey, wheels.weed):
        with pytest.raises(EmbeddedError, match=r"MONGODB_URL, REDIS_URL and S3_ENDPOINT_URL"):
            program()
    with pytest.raises(EmbeddedError, match=r"Set REDIS_URL to a running server"):
        start(tmp_path, mongodb=False, s3=False)


def test_children_are_started_from_the_main_thread_alone(tmp_path: Path) -> None:
    refused: list[str] = []

    def spawn() -> None:
        try:
            Child.spawn("sleep", ["sleep", "60"], environment={}, directory=tmp_path)
        except RuntimeError as error:
            refused.append(str(error))

    thread = threading.Thread(target=spawn)
    thread.start()
    thread.join()
    assert len(refused) == 1


def test_child_that_ignores_sigterm_is_killed_with_everything_it_started(tmp_path: Path) -> None:
    script = "trap '' TERM; sleep 600 & echo $! > started; wait"
    child = Child.spawn(
        "stubborn", ["sh", "-c", script], environment=dict(os.environ), directory=tmp_path, log=tmp_path / "log",
        patience_seconds=0.2,
    )  # fmt: skip
    started = tmp_path / "started"
    while not (started.exists() and started.read_text().strip()):
        child.check()
    grandchild = psutil.Process(int(started.read_text()))
    assert not child.stop()
    assert child.process.returncode == -signal.SIGKILL
    while not has_ended(grandchild):
        psutil.wait_procs([grandchild], timeout=0.05)


@contextmanager
def supervisor(var: Path, servers: str) -> Iterator[tuple["subprocess.Popen[str]", list[psutil.Process]]]:
    """Another process that runs the servers, and those servers. It stops when its standard input is closed."""
    with subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(var), servers], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        children = [psutil.Process(int(pid)) for pid in process.stdout.readline().split()]
        try:
            yield process, children
        finally:
            process.kill()
            process.wait()
            DirectoryLock(var).release()  # its servers hold it until they are gone


def has_ended(process: psutil.Process) -> bool:
    """Gone, or waiting for an init process that never asks for its exit code."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
