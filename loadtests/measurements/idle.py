"""S2: what a client costs that is connected and silent."""

import os
import signal
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from loadtests.contestants import NODE_DURABLE, NODE_TRANSPORT, OUR_TRANSPORT, OURS, STOCK_DURABLE, Contestant
from loadtests.generator import Load, Report
from loadtests.laboratory import Laboratory
from loadtests.people import rooms
from loadtests.table import Section, number, ratio

PAIRS = 1_000
WARMING_PAIRS = 100
PING_SECONDS = 25
SETTLE_SECONDS = 6
PEERS = (NODE_DURABLE, STOCK_DURABLE, OUR_TRANSPORT, NODE_TRANSPORT)


def measure(laboratory: Laboratory) -> list[Section]:
    """Memory and CPU of authenticated, greeted connections, over one round of pings."""
    section = Section(
        "S2 · idle connections",
        f"{PAIRS * 2:,} people with a session, greeted, then silent for {PING_SECONDS} s (one ping each). Memory is "
        f"what the process grew by since {WARMING_PAIRS * 2} others had come and gone; Node has collected its "
        "garbage before. The last two are transports alone, without sessions and a database.",
        ("KB per connection", "to Node", "CPU %", "CPU % to Node", "greeting p50 ms", "connected in s", "errors"),
    )
    with laboratory.web() as ours, laboratory.peers(PEERS) as peers:
        reports = _hold_all(laboratory, [ours, *peers])
    node = reports[NODE_DURABLE.name]
    for name, report in reports.items():
        section.add(
            name,
            number(_kilobytes(report), 1),
            ratio(_kilobytes(report), _kilobytes(node)),
            number(report.cpu_percent(), 2),
            ratio(report.cpu_percent(), node.cpu_percent()),
            number(report.greeting_ms.p50, 1),
            number(report.connect_seconds, 1),
            number(report.errors),
        )
    own = _kilobytes(reports[OURS])
    leanest = min(_kilobytes(node), _kilobytes(reports[NODE_TRANSPORT.name]))
    section.judge("≤ 6 KB", f"{own:.1f} KB", reached=own <= 6)
    section.judge("≤ ⅓ of the leaner Node", ratio(own, leanest), reached=own * 3 <= leanest)
    cpu, base = reports[OURS].cpu_percent(), node.cpu_percent()
    section.judge("idle CPU below Node's", f"{cpu:.2f} % beside {base:.2f} %", reached=cpu < base)
    return [section]


def _hold_all(laboratory: Laboratory, contestants: Sequence[Contestant]) -> dict[str, Report]:
    """All of them at the same time: silence does not disturb."""
    with ExitStack() as stack:
        running = {}
        for one in contestants:
            laboratory.run(one, Load(_people(laboratory, one, WARMING_PAIRS), mode="idle", warm=0, seconds=1))
            _tidy(one)
            load = Load(_people(laboratory, one, PAIRS), (one.port,), (one.pid,), mode="idle", patience=60)
            held = replace(load, warm=SETTLE_SECONDS, seconds=PING_SECONDS)
            running[one.name] = stack.enter_context(laboratory.generator.start(held))
            running[one.name].wait_until_ready()
            _tidy(one)
        return {name: one.report() for name, one in running.items()}


def _people(laboratory: Laboratory, contestant: Contestant, pairs: int) -> Path:
    return laboratory.file(contestant.sign_up(pairs) if contestant.database_url else rooms(pairs, 2))


def _tidy(contestant: Contestant) -> None:
    """Node alone keeps garbage for as long as it likes; it is asked to collect it, so that it is not counted."""
    if contestant.name in (NODE_DURABLE.name, NODE_TRANSPORT.name):
        os.kill(contestant.pid, signal.SIGUSR2)


def _kilobytes(report: Report) -> float:
    server = report.processes[0]
    return (server.rss_to_kb - server.rss_before_kb) / max(1, report.ready)
