"""SeaweedFS as an S3 server: one process with all its roles."""

import json
from pathlib import Path

from storage.embedded import wheels
from storage.embedded.child import Child
from storage.embedded.credentials import S3Credentials, write_secret
from storage.embedded.home import Home, wait_until
from storage.embedded.ports import LOOPBACK, ask

NAME = "SeaweedFS (S3)"


def url(credentials: S3Credentials) -> str:
    """How the product, and the browsers of this machine, reach it."""
    return f"http://{LOOPBACK}:{credentials.port}"


def spawn(home: Home, credentials: S3Credentials) -> Child:
    """Start all roles, every port chosen by us: the defaults are those of any other SeaweedFS on the machine."""
    program = wheels.weed()
    ports = {"s3.port": credentials.port, **credentials.internal_ports}
    for port in ports.values():
        home.require_free(NAME, port)
    folder = home.folder("s3")
    identity = home.var / "s3.json"
    write_secret(identity, json.dumps(_identities(credentials)))
    options = {
        "dir": folder,
        "ip": LOOPBACK,
        "ip.bind": LOOPBACK,
        "s3.config": identity,
        "s3.iam": "false",
        "s3.port.iceberg": 0,
        "s3.port.lance": 0,
        "webdav": "false",
        "admin.ui": "false",
        "master.telemetry": "false",
        "master.volumeSizeLimitMB": 1024,
        # With its former state the only master elects itself a few milliseconds too late for the volume server,
        # which then waits five seconds. It learns all it needs from the volumes.
        "master.resumeState": "false",
        **ports,
    }
    arguments = [f"-{name}={value}" for name, value in options.items()]
    return home.spawn(NAME, [program, "-logtostderr=true", "mini", *arguments], folder, patience_seconds=10)


def make_ready(child: Child, credentials: S3Credentials) -> None:
    """Wait until S3 answers and a volume server has joined, so that the first upload finds room."""
    wait_until(child, lambda: _has_room(credentials.internal_ports["master.port"]))
    wait_until(child, lambda: _answers(credentials.port))


def remove_sockets(credentials: S3Credentials) -> None:
    """Remove the unix sockets it leaves in /tmp, whatever TMPDIR says."""
    for role in ("master", "volume", "filer", "s3", "admin"):
        port = credentials.internal_ports[f"{role}.port.grpc"]
        Path(f"/tmp/seaweedfs-{role}-grpc-{port}.sock").unlink(missing_ok=True)  # noqa: S108 - its choice, not ours
    filer = credentials.internal_ports["filer.port"]
    Path(f"/tmp/seaweedfs-filer-{filer}.sock").unlink(missing_ok=True)  # noqa: S108
    Path(f"/tmp/seaweedfs-s3-{credentials.port}.sock").unlink(missing_ok=True)  # noqa: S108


def _identities(credentials: S3Credentials) -> dict[str, object]:
    keys = {"accessKey": credentials.access_key, "secretKey": credentials.secret_key}
    actions = ["Admin", "Read", "Write", "List", "Tagging"]
    return {"identities": [{"name": "astars", "credentials": [keys], "actions": actions}]}


def _has_room(master_port: int) -> bool:
    answer = ask(master_port, "/dir/status")
    return answer is not None and answer[0] == 200 and json.loads(answer[1])["Topology"]["Max"] > 0


def _answers(port: int) -> bool:
    """S3 refuses a request without a signature; that it does is the answer."""
    answer = ask(port, "/")
    return answer is not None and answer[0] == 403
