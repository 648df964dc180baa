"""The embedded default: real MongoDB, Valkey and S3 servers as supervised children on loopback."""

from storage.embedded.child import Child
from storage.embedded.cluster import Embedded, start
from storage.embedded.errors import EmbeddedError

__all__ = ["Child", "Embedded", "EmbeddedError", "start"]
