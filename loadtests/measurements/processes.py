"""S4: what it costs that a message crosses from one process to another, and what it costs a third one."""

from dataclasses import replace

from loadtests.contestants import Contestant
from loadtests.generator import Load, Report
from loadtests.laboratory import Laboratory, say_goodbye
from loadtests.table import Section, middle, number

PAIRS = 100
RATE = 500
GOAL_MICROSECONDS = 5.0
ROUNDS = 2


def measure(laboratory: Laboratory) -> list[Section]:
    """The same load with both people on one process, and with each on one of two."""
    with laboratory.web() as one, laboratory.web() as other:
        clients = laboratory.file(one.sign_up(PAIRS))
        seconds = laboratory.effort.seconds + 3
        load = Load(clients, (one.port, other.port), (one.pid, other.pid), rate=RATE, seconds=seconds)
        resting = laboratory.generator.run(replace(load, mode="idle"))
        together: list[Report] = []
        apart: list[Report] = []
        for _ in range(min(ROUNDS, laboratory.effort.rounds)):
            for reports, home in ((together, 0), (apart, -1)):
                say_goodbye()
                reports.append(laboratory.generator.run(replace(load, home=home)))
    return [_section(one, resting, together, apart)]


def _section(one: Contestant, resting: Report, together: list[Report], apart: list[Report]) -> Section:
    section = Section(
        "S4 · two processes",
        f"{PAIRS} pairs at {RATE} messages/s on two web processes: all on the first, or each pair apart, so that every "
        "message crosses. CPU of both per message; differences of a few µs drown in the noise of a busy machine.",
        (
            "first process µs",
            "second process µs",
            "both µs",
            "ack p50 ms",
            "delivery p50 ms",
            "delivery p99 ms",
            "errors",
        ),
    )
    for name, rounds in (("together on the first", together), ("apart", apart)):
        section.add(
            name,
            number(middle([report.cpu_microseconds_per_message(0) for report in rounds]), 1),
            number(middle([report.cpu_microseconds_per_message(1) for report in rounds]), 1),
            number(middle([_both(report) for report in rounds]), 1),
            number(middle([report.ack_ms.p50 for report in rounds]), 2),
            number(middle([report.delivery_ms.p50 for report in rounds]), 2),
            number(middle([report.delivery_ms.p99 for report in rounds]), 2),
            number(sum(report.errors for report in rounds)),
        )
    crossing = middle([_both(report) for report in apart]) - middle([_both(report) for report in together])
    section.judge("≤ 5 µs of CPU per crossing", f"{crossing:.1f} µs", reached=crossing <= GOAL_MICROSECONDS)
    idle_share = resting.processes[1].cpu_seconds / resting.seconds
    bystander = middle(
        [(run.processes[1].cpu_seconds - idle_share * run.seconds) * 1e6 / run.recorded.acks for run in together]
    )
    # 10 ms is what the kernel counts in.
    resolution = 1e6 * 0.01 / (RATE * together[0].seconds)
    section.judge(
        "a process without members pays nothing",
        f"{bystander:.1f} µs per message (±{resolution:.1f})",
        reached=bystander <= 2 * resolution,
    )
    return section


def _both(report: Report) -> float:
    return report.cpu_microseconds_per_message(0) + report.cpu_microseconds_per_message(1)
