"""What the hub counts. Labels are names out of our own tables, never anything a client sent."""

from functools import cache

from prometheus_client import Counter, Gauge, Histogram

SOCKETS = Gauge("astars_sockets", "Authenticated sockets of this process")
CUTS_TOTAL = Counter("astars_sockets_cut_total", "Sockets closed for what they did, or for having left", ["reason"])
RELAY_DROPPED = Counter("astars_relay_dropped_total", "Publications that no other process got; MongoDB heals them")
LIFELINE_DELIVERED = Counter("astars_lifeline_delivered_total", "Messages delivered from the change stream")
COMMANDS_TOTAL = Counter("astars_commands_total", "Commands answered", ["command", "outcome"])
COMMAND_SECONDS = Histogram(
    "astars_command_seconds",
    "Time from a parsed packet to its answer",
    buckets=(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)


@cache
def _counter_of(command: str, outcome: str) -> Counter:
    return COMMANDS_TOTAL.labels(command, outcome)


def count_command(command: str, outcome: str, seconds: float) -> None:
    """One more command was answered."""
    _counter_of(command, outcome).inc()
    COMMAND_SECONDS.observe(seconds)
