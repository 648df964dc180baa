"""S1: the transport alone, one core for the server and the other for the generator."""

from collections.abc import Callable

from loadtests.contestants import NODE_TRANSPORT, OUR_TRANSPORT, STOCK_TRANSPORT
from loadtests.generator import Load, Report
from loadtests.laboratory import Laboratory
from loadtests.people import Member, rooms
from loadtests.table import Section, middle, number, ratio

SERVER_CORE = 0
GENERATOR_CORE = 1
PAIRS = 100
CROWD = 500
PEERS = (OUR_TRANSPORT, NODE_TRANSPORT, STOCK_TRANSPORT)
COLUMNS = (
    "per second",
    "to Node",
    "CPU µs each",
    "to Node by CPU",
    "server CPU %",
    "generator CPU %",
    "p50 ms",
    "p99 ms",
    "errors",
)

Figure = Callable[[Report], float]


def measure(laboratory: Laboratory) -> list[Section]:
    """Pairs, then a crowd."""
    return [pair_chat(laboratory), fan_out(laboratory)]


def pair_chat(laboratory: Laboratory) -> Section:
    """Two people a room, everybody with one unanswered message; an acknowledgement and a delivery each."""
    section = Section(
        "S1 · transport alone: pairs",
        f"{PAIRS} rooms of two in a closed loop, one message of about 100 bytes on its way per client; each is "
        "acknowledged and delivered to the other. Server and generator have a core each; times are until the answer.",
        COLUMNS,
    )
    load = Load(laboratory.file(rooms(PAIRS, 2)), seconds=laboratory.effort.seconds)
    reports = _rounds(laboratory, load)
    _fill(section, reports, lambda one: one.messages_per_second, lambda one: one.recorded.acks)
    _judge(section, reports, lambda one: one.messages_per_second, 2.5)
    return section


def fan_out(laboratory: Laboratory) -> Section:
    """One speaks, 499 listen."""
    section = Section(
        f"S1 · transport alone: fan-out to {CROWD}",
        f"One room of {CROWD}, one of them sending in a closed loop, 4 messages unanswered; counted are deliveries, "
        "times are of deliveries.",
        COLUMNS,
    )
    people: list[Member] = rooms(1, CROWD)
    load = Load(laboratory.file(people), group=CROWD, senders=1, window=4, seconds=laboratory.effort.seconds)
    reports = _rounds(laboratory, load)
    _fill(section, reports, lambda one: one.deliveries_per_second, lambda one: one.recorded.deliveries, deliveries=True)
    _judge(section, reports, lambda one: one.deliveries_per_second, 1.8)
    return section


def _rounds(laboratory: Laboratory, load: Load) -> dict[str, list[Report]]:
    with laboratory.peers(PEERS, SERVER_CORE) as contestants:
        reports: dict[str, list[Report]] = {one.name: [] for one in contestants}
        for _ in range(laboratory.effort.rounds):
            for one in contestants:
                reports[one.name].append(laboratory.run(one, load, GENERATOR_CORE))
    return reports


def _fill(
    section: Section, reports: dict[str, list[Report]], speed: Figure, count: Figure, *, deliveries: bool = False
) -> None:
    def cost(rounds: list[Report]) -> float:
        return middle([one.processes[0].cpu_seconds * 1e6 / max(1, count(one)) for one in rounds])

    node = reports[NODE_TRANSPORT.name]
    base = middle([speed(one) for one in node])
    for name, rounds in reports.items():
        times = [one.delivery_ms if deliveries else one.ack_ms for one in rounds]
        value = middle([speed(one) for one in rounds])
        section.add(
            name,
            number(value),
            ratio(value, base),
            number(cost(rounds), 1),
            ratio(cost(node), cost(rounds)),
            number(middle([one.cpu_percent() for one in rounds])),
            number(middle([one.own_cpu_seconds / one.seconds * 100 for one in rounds])),
            number(middle([one.p50 for one in times]), 2),
            number(middle([one.p99 for one in times]), 2),
            number(sum(one.errors for one in rounds)),
        )


def _judge(section: Section, reports: dict[str, list[Report]], speed: Figure, wanted: float) -> None:
    ours = middle([speed(one) for one in reports[OUR_TRANSPORT.name]])
    node = middle([speed(one) for one in reports[NODE_TRANSPORT.name]])
    section.judge(f"≥ {wanted}× Node", ratio(ours, node), reached=ours >= wanted * node)
