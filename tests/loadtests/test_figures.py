"""What would be wrong in every table without anybody noticing: percentiles, medians, ratios."""

import ctypes
import math
import random
import subprocess

import pytest

from loadtests.generator import SOURCES, compiler
from loadtests.pages import put
from loadtests.table import Section, middle, percentile, ratio

BUCKETS = 64 * 59


class Histogram(ctypes.Structure):
    """`struct histogram` of the generator."""

    _fields_ = (("buckets", ctypes.c_uint64 * BUCKETS), ("count", ctypes.c_uint64), ("max", ctypes.c_uint64))


@pytest.fixture(scope="module")
def histogram_code(tmp_path_factory: pytest.TempPathFactory) -> ctypes.CDLL:
    """The generator's own histogram, as a library."""
    library = tmp_path_factory.mktemp("histogram") / "histogram.so"
    subprocess.run([compiler(), "-O2", "-shared", "-fPIC", "-o", library, SOURCES / "histogram.c"], check=True)
    code = ctypes.CDLL(str(library))
    code.histogram_add.argtypes = [ctypes.POINTER(Histogram), ctypes.c_uint64]
    code.histogram_add.restype = None
    code.histogram_percentile.argtypes = [ctypes.POINTER(Histogram), ctypes.c_double]
    code.histogram_percentile.restype = ctypes.c_uint64
    return code


def _histogram_of(code: ctypes.CDLL, values: list[int]) -> Histogram:
    histogram = Histogram()
    for value in values:
        code.histogram_add(ctypes.byref(histogram), value)
    return histogram


@pytest.mark.parametrize("largest", [50, 3_000, 40_000_000])
@pytest.mark.parametrize("share", [0.0, 0.5, 0.9, 0.99, 1.0])
def test_generators_percentile_is_never_below_the_true_one_and_at_most_a_64th_above(
    histogram_code: ctypes.CDLL, largest: int, share: float
) -> None:
    chance = random.Random(largest)
    values = [int(largest ** chance.random()) for _ in range(5_000)]
    seen = histogram_code.histogram_percentile(ctypes.byref(_histogram_of(histogram_code, values)), share)
    true = percentile(values, share)
    assert true <= seen <= true * (1 + 1 / 64)


def test_generators_percentile_of_the_slowest_is_exactly_the_slowest(histogram_code: ctypes.CDLL) -> None:
    histogram = _histogram_of(histogram_code, [1, 2, 1_000_003])
    assert histogram_code.histogram_percentile(ctypes.byref(histogram), 1.0) == 1_000_003


def test_percentile_of_nothing_is_zero(histogram_code: ctypes.CDLL) -> None:
    assert percentile([], 0.99) == 0
    assert histogram_code.histogram_percentile(ctypes.byref(Histogram()), 0.99) == 0


def test_percentile_is_the_smallest_value_that_the_share_does_not_pass() -> None:
    values = [float(one) for one in range(1, 101)]
    random.shuffle(values)
    assert percentile(values, 0.5) == 50
    assert percentile(values, 0.99) == 99
    assert percentile(values, 0.991) == 100
    assert percentile([7.0], 0.01) == 7


def test_middle_of_the_rounds_ignores_one_bad_round() -> None:
    assert middle([100.0, 3.0, 101.0]) == 100


def test_ratio_to_nothing_is_a_dash() -> None:
    assert ratio(5, 2) == "2.50×"
    assert ratio(5, 0) == "–"


def test_row_with_a_missing_figure_is_refused() -> None:
    section = Section("title", "about", ("one", "two"))
    with pytest.raises(AssertionError):
        section.add("name", "1")


def test_missed_goal_says_so() -> None:
    section = Section("title", "about", ("one",))
    section.add("name", "1")
    section.judge("≥ 2", "1", reached=math.inf <= 1)
    assert "- Missed: ≥ 2; measured 1." in section.markdown()


def test_section_takes_the_place_of_the_one_of_its_title_and_no_other() -> None:
    results = "# Results\n\n## A\n\nold\n\n## B\n\nkept\n"
    assert put(results, "## A\n\nnew\n") == "# Results\n\n## A\n\nnew\n\n## B\n\nkept\n"
    assert put(results, "## B\n\nnew\n") == "# Results\n\n## A\n\nold\n\n## B\n\nnew\n"
    assert put(results, "## C\n\nnew\n") == results + "\n## C\n\nnew\n"
