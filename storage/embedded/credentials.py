"""Secrets and ports of the embedded servers, made once and kept in `credentials.json`."""

import json
import os
import secrets
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from storage.embedded.errors import EmbeddedError
from storage.embedded.ports import choose_free, is_free


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class MongoCredentials(_Kept):
    """The one user, and the key the members of the replica set prove themselves with."""

    port: int
    password: str
    replica_set_key: str


class RedisCredentials(_Kept):
    """The default user's password."""

    port: int
    password: str


class S3Credentials(_Kept):
    """The one identity, and every port SeaweedFS listens on (each role has one for HTTP and one for gRPC)."""

    port: int
    internal_ports: dict[str, int]
    access_key: str
    secret_key: str


class Credentials(_Kept):
    """All of it. A port stays the same over restarts: MongoDB's is part of the replica set's configuration."""

    mongodb: MongoCredentials
    redis: RedisCredentials
    s3: S3Credentials


S3_INTERNAL_PORTS = (
    "master.port",
    "master.port.grpc",
    "volume.port",
    "volume.port.grpc",
    "filer.port",
    "filer.port.grpc",
    "s3.port.grpc",
)
# Where SeaweedFS's maintenance worker looks for its admin server, whatever -admin.port.grpc says.
S3_ADMIN_GRPC_OFFSET = 10_000


def load_or_create(path: Path) -> Credentials:
    """The credentials in `path`; made, written with mode 0600 and synced to disk when there are none yet."""
    try:
        return Credentials.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        credentials = _generate()
        write_secret(path, json.dumps(credentials.model_dump(), indent=2) + "\n")
        return credentials
    except ValidationError as error:
        raise EmbeddedError(f"{path} is damaged; restore it, or remove its whole directory to begin anew.") from error


def write_secret(path: Path, text: str, mode: int = 0o600) -> None:
    """Put `text` into `path`, whole or not at all, readable by its owner alone."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _generate() -> Credentials:
    free = choose_free(100)
    admin = next(port for port in free if is_free(port + S3_ADMIN_GRPC_OFFSET))
    free.remove(admin)
    mongodb, redis, s3 = free[:3]
    internal_ports = dict(zip(S3_INTERNAL_PORTS, free[3:], strict=False))
    return Credentials(
        mongodb=MongoCredentials(
            port=mongodb, password=secrets.token_urlsafe(24), replica_set_key=secrets.token_hex(48)
        ),
        redis=RedisCredentials(port=redis, password=secrets.token_urlsafe(24)),
        s3=S3Credentials(
            port=s3,
            internal_ports=internal_ports | {"admin.port": admin, "admin.port.grpc": admin + S3_ADMIN_GRPC_OFFSET},
            access_key=secrets.token_hex(10),
            secret_key=secrets.token_urlsafe(30),
        ),
    )
