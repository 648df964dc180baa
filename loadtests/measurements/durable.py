"""S3: durable chat through the whole path, beside peers that keep the same promises."""

from collections.abc import Sequence
from contextlib import ExitStack

from loadtests.contestants import NODE_BATCHES, NODE_DURABLE, OURS, STOCK_DURABLE, Contestant
from loadtests.generator import Load, Report
from loadtests.laboratory import Laboratory
from loadtests.people import Member
from loadtests.table import Section, middle, number, ratio

PAIRS = 250
RATE = 1_000
PEERS = (NODE_DURABLE, NODE_BATCHES, STOCK_DURABLE)
PROMISES = (
    "Session by hashed token, access check, budget per person, gapless seq, stored once, majority + journaled, the "
    "inbox's copy, delivery to both people's devices."
)

Reports = dict[str, list[Report]]


def measure(laboratory: Laboratory) -> list[Section]:
    """As fast as it goes, then at a fixed rate."""
    with ExitStack() as stack:
        ours = stack.enter_context(laboratory.web())
        contestants = [*stack.enter_context(laboratory.peers(PEERS)), ours]
        people = {one.name: one.sign_up(PAIRS) for one in contestants}
        fast = _rounds(laboratory, contestants, people, 0)
        steady = _rounds(laboratory, contestants, people, RATE)
        kept = {one.name: _kept(one, people[one.name], fast[one.name] + steady[one.name]) for one in contestants}
    return [_saturation(fast, kept), _fixed_rate(steady)]


def _rounds(
    laboratory: Laboratory, contestants: Sequence[Contestant], people: dict[str, list[Member]], rate: float
) -> Reports:
    reports: Reports = {name: [] for name in (OURS, *(one.name for one in PEERS))}
    files = {name: laboratory.file(members) for name, members in people.items()}
    for _ in range(laboratory.effort.rounds):
        for one in contestants:
            load = Load(files[one.name], rate=rate, warm=2, seconds=laboratory.effort.seconds)
            reports[one.name].append(laboratory.run(one, load))
    return reports


def _kept(contestant: Contestant, members: Sequence[Member], reports: Sequence[Report]) -> str:
    """Whether MongoDB holds what was acknowledged, once each and without gaps."""
    stored = contestant.stored(members)
    acked = sum(one.all.acks for one in reports)
    sent = sum(one.all.sent for one in reports)
    if stored.is_gapless and acked <= stored.messages <= sent:
        return "yes"
    return f"NO: {acked:,} acked, {stored.messages:,} stored, {'gapless' if stored.is_gapless else 'gaps'}"


def _saturation(reports: Reports, kept: dict[str, str]) -> Section:
    columns = ("messages/s", "to Node", "ack p50 ms", "ack p99 ms", "delivery p99 ms", "server µs", "mongod µs")
    section = Section(
        "S3 · durable chat, as fast as it goes",
        f"{PAIRS} pairs in a closed loop. {PROMISES} One server process, MongoDB and generator share the machine; µs "
        "are CPU time per message. The last column reads MongoDB back: what was acknowledged is stored once, "
        "seq without gaps.",
        (*columns, "errors", "promises kept"),
    )
    node = _speed(reports[NODE_DURABLE.name])
    for name, rounds in reports.items():
        section.add(
            name,
            number(_speed(rounds)),
            ratio(_speed(rounds), node),
            number(middle([one.ack_ms.p50 for one in rounds]), 1),
            number(middle([one.ack_ms.p99 for one in rounds]), 1),
            number(middle([one.delivery_ms.p99 for one in rounds]), 1),
            number(middle([one.cpu_microseconds_per_message(0) for one in rounds])),
            number(middle([one.cpu_microseconds_per_message(1) for one in rounds])),
            number(sum(one.errors for one in rounds)),
            kept[name],
        )
    ours = _speed(reports[OURS])
    section.judge("≥ 5× Node + MongoDB", ratio(ours, node), reached=ours >= 5 * node)
    section.judge("≥ 20,000 messages/s", number(ours), reached=ours >= 20_000)
    strongest = _speed(reports[NODE_BATCHES.name])
    section.remarks.append(f"Beside the strongest peer, {NODE_BATCHES.name}: {ratio(ours, strongest)}.")
    return section


def _fixed_rate(reports: Reports) -> Section:
    section = Section(
        f"S3 · durable chat at {RATE:,} messages/s",
        f"The same people, {RATE:,} messages a second whether answered or not; times count from when each was due.",
        (
            "acked/s",
            "ack p50 ms",
            "ack p99 ms",
            "ack max ms",
            "delivery p50 ms",
            "delivery p99 ms",
            "server CPU %",
            "errors",
        ),
    )
    for name, rounds in reports.items():
        section.add(
            name,
            number(_speed(rounds)),
            number(middle([one.ack_ms.p50 for one in rounds]), 2),
            number(middle([one.ack_ms.p99 for one in rounds]), 2),
            number(max(one.ack_ms.max for one in rounds), 1),
            number(middle([one.delivery_ms.p50 for one in rounds]), 2),
            number(middle([one.delivery_ms.p99 for one in rounds]), 2),
            number(middle([one.cpu_percent() for one in rounds])),
            number(sum(one.errors for one in rounds)),
        )
    p50 = middle([one.ack_ms.p50 for one in reports[OURS]])
    p99 = middle([one.ack_ms.p99 for one in reports[OURS]])
    section.judge("p50 ≤ 2 ms", f"{p50:.2f} ms", reached=p50 <= 2)
    section.judge("p99 ≤ 10 ms", f"{p99:.2f} ms", reached=p99 <= 10)
    return section


def _speed(rounds: Sequence[Report]) -> float:
    return middle([one.messages_per_second for one in rounds])
