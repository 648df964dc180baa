"""Figures as Markdown. A section is one measurement: a sentence on what was done, a table, and how the goals stand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass
class Section:
    """`columns` name the figures of every row but its name; `remarks` follow the table."""

    title: str
    about: str
    columns: Sequence[str]
    rows: list[tuple[str, Sequence[str]]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def add(self, name: str, *cells: str) -> None:
        """One more row."""
        assert len(cells) == len(self.columns), f"{name}: {len(cells)} cells for {len(self.columns)} columns"
        self.rows.append((name, cells))

    def judge(self, goal: str, figure: str, *, reached: bool) -> None:
        """How a goal stands."""
        self.remarks.append(f"{'Reached' if reached else 'Missed'}: {goal}; measured {figure}.")

    def markdown(self) -> str:
        """The whole section."""
        lines = [
            f"## {self.title}",
            "",
            self.about,
            "",
            _row(["", *self.columns]),
            _row(["---"] * (len(self.columns) + 1)),
        ]
        lines += [_row([name, *cells]) for name, cells in self.rows]
        lines += ["", *(f"- {one}" for one in self.remarks)] if self.remarks else []
        return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def number(value: float, digits: int = 0) -> str:
    """With thousands apart."""
    return f"{value:,.{digits}f}"


def ratio(value: float, base: float) -> str:
    """`2.50×`; a dash when there is nothing to compare with."""
    return f"{value / base:.2f}×" if base else "–"


def middle(values: Sequence[float]) -> float:
    """The median of the rounds."""
    return median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` (0 to 1) of the values do not pass; 0 for none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    exact = share * len(ordered)
    rank = int(exact) + (int(exact) < exact)
    return ordered[max(1, rank) - 1]
