"""Valkey, speaking Redis' protocol: everything in it may vanish, still it keeps a log of the last second's writes."""

from redis import Redis, exceptions

from storage.embedded import wheels
from storage.embedded.child import Child
from storage.embedded.credentials import RedisCredentials, write_secret
from storage.embedded.home import Home, wait_until
from storage.embedded.ports import LOOPBACK

NAME = "Valkey"


def url(credentials: RedisCredentials) -> str:
    """How the product reaches it."""
    return f"redis://:{credentials.password}@{LOOPBACK}:{credentials.port}/0"


def spawn(home: Home, credentials: RedisCredentials) -> Child:
    """Start the server; the password goes through a file, since command lines are public."""
    program = wheels.valkey()
    home.require_free(NAME, credentials.port)
    folder = home.folder("redis")
    settings = [f"bind {LOOPBACK}", f"port {credentials.port}", f"requirepass {credentials.password}", 'save ""']
    settings += ["appendonly yes", "appendfsync everysec", "maxmemory-policy noeviction", "daemonize no"]
    config = home.var / "redis.conf"
    write_secret(config, "\n".join(settings) + "\n")
    return home.spawn(NAME, [program, config], folder, patience_seconds=10)


def make_ready(child: Child, credentials: RedisCredentials) -> None:
    """Wait until it answers."""
    with Redis.from_url(url(credentials)) as client:
        wait_until(child, lambda: _answers(client))


def _answers(client: Redis) -> bool:
    try:
        return bool(client.ping())
    except exceptions.AuthenticationError:
        raise
    except (exceptions.ConnectionError, exceptions.BusyLoadingError):
        return False
