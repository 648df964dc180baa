"""S5 and S9: what happens when there is more of everything."""

import http.client
import time
from itertools import pairwise

from loadtests.contestants import Contestant
from loadtests.generator import Load, Report
from loadtests.laboratory import Laboratory
from loadtests.people import Member
from loadtests.table import Section, number, percentile, ratio

RATE = 300
PAIRS = 100
CONVERSATIONS = (10, 100, 1_000, 10_000)
REQUESTS = 300
PAGE = 50
INBOX = 10_000
SMALLEST = 1_000
FLAT = 1.5


def measure_conversations(laboratory: Laboratory) -> list[Section]:
    """The same rate over ever more conversations."""
    section = Section(
        "S9 · cost per message by number of conversations",
        f"{RATE} messages/s, written in turn to so many conversations of at most {PAIRS} pairs. What more stored "
        "messages do to the cost stands under S5.",
        COST,
    )
    with laboratory.web("bench_conversations") as web:
        reports = []
        for count in CONVERSATIONS:
            pairs = min(PAIRS, count)
            members = web.sign_up(pairs, conversations=count // pairs)
            reports.append(_talk(laboratory, web, members))
            section.add(f"{count:,} conversations", *_cost(reports[-1]))
    _judge_flat(section, reports[0], reports[-1])
    return [section]


def measure_stored(laboratory: Laboratory) -> list[Section]:
    """Pages, an inbox and sends while the store grows tenfold and more."""
    most = laboratory.effort.messages
    sizes = [size for size in (SMALLEST, most // 10, most) if size <= most]
    section = Section(
        f"S5 · S9 · {most:,} stored messages",
        f"Round trips of {REQUESTS} requests over HTTP, one after the other, client included: a page of {PAGE} all "
        f"over a conversation that holds a tenth of everything, and the first {PAGE} of an inbox of {INBOX:,} "
        f"conversations. Then {RATE} messages/s as under S9.",
        ("page p50 ms", "page p99 ms", "inbox p50 ms", "inbox p99 ms", *COST),
    )
    with laboratory.web("bench_stored") as web:
        owner = web.sign_up(1, conversations=INBOX)[0]
        talkers = web.sign_up(PAIRS)
        rows: list[tuple[float, float, Report]] = []
        for before, size in pairwise([0, *sizes]):
            reader = _grow(web, size - before)
            pages = _pages(web, reader, (size - before) // 10)
            inbox = _times(web, owner.token, [f"/api/conversations?limit={PAGE}"] * REQUESTS)
            report = _talk(laboratory, web, talkers)
            rows.append((percentile(pages, 0.5), percentile(inbox, 0.5), report))
            times = (percentile(one, share) for one in (pages, inbox) for share in (0.5, 0.99))
            section.add(f"{size:,} messages", *(number(one, 2) for one in times), *_cost(report))
    _judge_pages(section, rows[-2], rows[-1])
    _judge_flat(section, rows[0][2], rows[-1][2])
    return [section]


COST = ("server µs per message", "mongod µs per message", "ack p50 ms", "ack p99 ms", "errors")


def _cost(report: Report) -> tuple[str, ...]:
    return (
        number(report.cpu_microseconds_per_message(0)),
        number(report.cpu_microseconds_per_message(1)),
        number(report.ack_ms.p50, 2),
        number(report.ack_ms.p99, 2),
        number(report.errors),
    )


def _talk(laboratory: Laboratory, web: Contestant, members: list[Member]) -> Report:
    return laboratory.run(web, Load(laboratory.file(members), rate=RATE, warm=2, seconds=laboratory.effort.seconds))


def _grow(web: Contestant, messages: int) -> Member:
    """So many messages more: a tenth in one conversation, the rest over many; answers whose the one is."""
    one = web.sign_up(1)
    web.write_history(one, messages // 10)
    many = web.sign_up(max(1, messages // 1_000))
    web.write_history(many, (messages - messages // 10) // (len(many) // 2))
    return one[0]


def _pages(web: Contestant, reader: Member, held: int) -> list[float]:
    """Milliseconds of pages all over a conversation that holds `held` messages."""
    places = [1 + PAGE + index * max(1, held - PAGE) // REQUESTS for index in range(REQUESTS)]
    base = f"/api/conversations/{reader.conversations[0]}/messages?limit={PAGE}&before_seq="
    return _times(web, reader.token, [f"{base}{place}" for place in places])


def _times(web: Contestant, token: str, paths: list[str]) -> list[float]:
    """Milliseconds of one request after the other on a kept connection; the first few only warm it."""
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=20)
    taken = []
    for path in [*paths[:10], *paths]:
        began = time.perf_counter()
        connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
        answer = connection.getresponse()
        answer.read()
        taken.append((time.perf_counter() - began) * 1000)
        assert answer.status == http.HTTPStatus.OK, f"{path}: {answer.status}"
    connection.close()
    return taken[10:]


def _judge_pages(section: Section, before: tuple[float, float, Report], after: tuple[float, float, Report]) -> None:
    section.judge("a page ≤ 2 ms", f"{after[0]:.2f} ms", reached=after[0] <= 2)
    section.judge("an inbox ≤ 5 ms", f"{after[1]:.2f} ms", reached=after[1] <= 5)
    page, inbox = ratio(after[0], before[0]), ratio(after[1], before[1])
    is_flat = after[0] <= FLAT * before[0] and after[1] <= FLAT * before[1]
    section.judge("flat as data grows 10×", f"{page} and {inbox}", reached=is_flat)


def _judge_flat(section: Section, least: Report, most: Report) -> None:
    first, last = least.cpu_microseconds_per_message(), most.cpu_microseconds_per_message()
    section.judge("the server's cost per message stays flat", ratio(last, first), reached=last <= FLAT * first)
