"""What the hub counts. Labels are names out of our own tables, never anything a client sent."""

from prometheus_client import Counter, Gauge, Histogram

SOCKETS = Gauge("astars_sockets", "Authenticated sockets of this process")
CUTS_TOTAL = Counter("astars_sockets_cut_total", "Sockets closed for what they did, or for having left", ["reason"])
COMMANDS_TOTAL = Counter("astars_commands_total", "Commands answered", ["command", "outcome"])
COMMAND_SECONDS = Histogram(
    "astars_command_seconds",
    "Time from a parsed packet to its answer",
    buckets=(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
