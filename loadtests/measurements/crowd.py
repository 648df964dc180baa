"""S7: what thousands of silent clients do to those who talk."""

from loadtests.generator import Load
from loadtests.laboratory import Laboratory
from loadtests.table import Section, middle, number, ratio

BUSY_PAIRS = 50
RATE = 300
PATIENCE_SECONDS = 60
GOAL = 1.5
ROUNDS = 2


def measure(laboratory: Laboratory) -> list[Section]:
    """100 busy clients alone, then beside the idle ones on the same process."""
    effort = laboratory.effort
    with laboratory.web() as web:
        busy = Load(laboratory.file(web.sign_up(BUSY_PAIRS)), rate=RATE, seconds=effort.seconds)
        idle = Load(
            laboratory.file(web.sign_up(effort.idle // 2)),
            (web.port,),
            mode="idle",
            seconds=600,
            patience=PATIENCE_SECONDS,
        )
        rounds = min(ROUNDS, effort.rounds)
        alone = [laboratory.run(web, busy) for _ in range(rounds)]
        with laboratory.generator.start(idle) as running:
            running.wait_until_ready()
            beside = [laboratory.run(web, busy) for _ in range(rounds)]
            silent = running.report(now=True)
    section = Section(
        "S7 · a silent crowd",
        f"{BUSY_PAIRS * 2} clients at {RATE} messages/s on one process, alone and beside {effort.idle:,} connected, "
        f"silent ones (at most {PATIENCE_SECONDS} s are taken to connect them).",
        ("idle clients", "ack p50 ms", "ack p99 ms", "delivery p99 ms", "server CPU %", "errors"),
    )
    for name, there, runs in (("alone", 0, alone), ("beside the crowd", silent.ready, beside)):
        section.add(
            name,
            number(there),
            number(middle([one.ack_ms.p50 for one in runs]), 2),
            number(middle([one.ack_ms.p99 for one in runs]), 2),
            number(middle([one.delivery_ms.p99 for one in runs]), 2),
            number(middle([one.cpu_percent() for one in runs])),
            number(sum(one.errors for one in runs)),
        )
    quiet, crowded = (middle([one.ack_ms.p99 for one in runs]) for runs in (alone, beside))
    is_whole = silent.ready >= effort.idle
    section.judge("p99 ≤ 1.5× of alone", ratio(crowded, quiet), reached=is_whole and crowded <= GOAL * quiet)
    return [section]
