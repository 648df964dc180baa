"""Free and taken ports on loopback."""

import contextlib
import http.client
import random
import socket

LOOPBACK = "127.0.0.1"
# Below the range from which the system chooses the ports of outgoing connections: a port kept for the next start is
# not taken by a browser in between.
LOWEST, HIGHEST = 12_000, 22_000


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Whether nobody listens on the port now; connections still closing down do not count."""
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def choose_free(count: int) -> list[int]:
    """Distinct ports that are free now. Random, so that two starts at the same time hardly ever meet."""
    chosen: list[int] = []
    for port in random.sample(range(LOWEST, HIGHEST), HIGHEST - LOWEST):
        if len(chosen) == count:
            break
        if is_free(port):
            chosen.append(port)
    return chosen


def ask(port: int, path: str, host: str = LOOPBACK) -> tuple[int, bytes] | None:
    """Status and body of `GET path`, past any configured proxy; None when nobody answers HTTP within 5 seconds."""
    with contextlib.closing(http.client.HTTPConnection(host, port, timeout=5)) as connection:
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            return None
