"""S6 and R5: everybody comes back at once, and has soon seen what they missed."""

from contextlib import ExitStack

from loadtests.contestants import NODE_DURABLE, OURS, Contestant
from loadtests.generator import Load, Report
from loadtests.laboratory import Laboratory
from loadtests.table import Section, number

MISSED = 20
STORM_GOAL_SECONDS = 5.0
KILLED_CLIENTS = 500
KILL_GOAL_SECONDS = 10.0
COLUMNS = ("caught up", "p50 s", "p99 s", "last s", "messages caught up", "server CPU s", "errors")


def measure_storm(laboratory: Laboratory) -> list[Section]:
    """Connect, `session.ready`, `conversation.sync` until complete."""
    count = laboratory.effort.storm
    section = Section(
        f"S6 · {count:,} clients at once",
        f"All connect at the same moment; each is greeted and catches up {MISSED} missed messages by one "
        "conversation.sync. Seconds count from the first connection.",
        COLUMNS,
    )
    with ExitStack() as stack:
        ours = stack.enter_context(laboratory.web())
        peers = stack.enter_context(laboratory.peers((NODE_DURABLE,)))
        reports = {one.name: _storm(laboratory, one, count) for one in (ours, *peers)}
    for name, report in reports.items():
        _add(section, name, report)
    last = reports[OURS].catching_up_ms.max / 1000
    is_whole = reports[OURS].whole and reports[OURS].synced == count * MISSED
    section.judge(f"all {count:,} caught up ≤ 5 s", f"{last:.1f} s", reached=is_whole and last <= STORM_GOAL_SECONDS)
    return [section]


def _storm(laboratory: Laboratory, contestant: Contestant, count: int) -> Report:
    members = contestant.sign_up(count // 2)
    contestant.write_history(members, MISSED)
    load = Load(laboratory.file(members), mode="storm", connecting=count, patience=30)
    return laboratory.run(contestant, load)


def measure_kill(laboratory: Laboratory) -> list[Section]:
    """The process of 500 clients is killed; they go to another one."""
    section = Section(
        f"R5 · kill -9 of the process of {KILLED_CLIENTS} clients",
        f"They come back to a second process after 0.1 to 0.3 s each and catch up the {MISSED} messages they missed. "
        "Seconds count from the first lost connection.",
        COLUMNS,
    )
    with laboratory.web() as one, laboratory.web() as other:
        members = one.sign_up(KILLED_CLIENTS // 2)
        load = Load(
            laboratory.file(members),
            (one.port, other.port),
            (other.pid,),
            mode="recover",
            home=0,
            connecting=KILLED_CLIENTS,
        )
        with laboratory.generator.start(load) as running:
            running.wait_until_ready()
            one.write_history(members, MISSED)
            one.process.popen.kill()
            report = running.report()
    _add(section, OURS, report)
    last = report.catching_up_ms.max / 1000
    # What the other process delivers live, because the killed one fell silent, is not asked for again.
    is_whole = report.whole and 0 < report.synced <= KILLED_CLIENTS * MISSED
    section.judge("all caught up ≤ 10 s", f"{last:.1f} s", reached=is_whole and last <= KILL_GOAL_SECONDS)
    return [section]


def _add(section: Section, name: str, report: Report) -> None:
    times = report.catching_up_ms
    section.add(
        name,
        f"{report.caught_up:,} of {report.clients:,}",
        *(number(one / 1000, 2) for one in (times.p50, times.p99, times.max)),
        number(report.synced),
        number(report.processes[0].cpu_seconds, 1),
        number(report.all.refused + report.refused_links),
    )
