"""R3: an ordinary hour on two processes."""

from loadtests.generator import Load
from loadtests.laboratory import Laboratory
from loadtests.table import Section, number

PAIRS = 100
RATE = 50
GOAL_MS = 150.0


def measure(laboratory: Laboratory) -> list[Section]:
    """200 clients, 50 messages a second, every pair apart."""
    with laboratory.web() as one, laboratory.web() as other:
        clients = laboratory.file(one.sign_up(PAIRS))
        load = Load(clients, (one.port, other.port), rate=RATE, seconds=2 * laboratory.effort.seconds)
        report = laboratory.generator.run(load)
    section = Section(
        "R3 · an ordinary load on two processes",
        f"{PAIRS * 2} clients, {RATE} messages/s, the two of every pair on different processes.",
        ("acked/s", "ack p50 ms", "ack p99 ms", "delivery p50 ms", "delivery p99 ms", "errors"),
    )
    section.add(
        "Astars",
        number(report.messages_per_second, 1),
        *(number(one, 2) for one in (report.ack_ms.p50, report.ack_ms.p99)),
        *(number(one, 2) for one in (report.delivery_ms.p50, report.delivery_ms.p99)),
        number(report.errors),
    )
    worst = max(report.ack_ms.p99, report.delivery_ms.p99)
    is_whole = report.errors == 0 and report.recorded.deliveries > 0
    section.judge("p99 of ack and delivery ≤ 150 ms", f"{worst:.1f} ms", reached=worst <= GOAL_MS and is_whole)
    return [section]
