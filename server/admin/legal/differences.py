"""What one text says otherwise than another: paragraph by paragraph, and inside of them word by word. Pure."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, Literal

from server.admin.legal.contracts import Block, Piece

AROUND: Final = 1
"""So many unchanged paragraphs are shown beside a changed one; others are left out."""

_WORDS: Final = re.compile(r"\s+|[\w-]+|[^\w\s]")
_ALIKE: Final = 0.4


def differences(before: str, after: str) -> list[Block]:
    """How `before` became `after`, in the order of `after`."""
    old, new = _paragraphs(before), _paragraphs(after)
    blocks: list[Block] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            blocks += [_whole("same", one) for one in new[j1:j2]]
        else:
            blocks += _replaced(old[i1:i2], new[j1:j2])
    return list(_without_the_rest(blocks))


def _paragraphs(text: str) -> list[str]:
    return [one.strip() for one in re.split(r"\n\s*\n|\n(?=[-*#\d])", text) if one.strip()]


def _whole(kind: Literal["same", "added", "removed"], text: str) -> Block:
    return Block(kind=kind, pieces=[Piece(kind=kind, text=text)])


def _replaced(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Each new paragraph beside the old one that it was made of, if there is one."""
    blocks: list[Block] = []
    left = list(old)
    for text in new:
        near = max(left, key=lambda one: _likeness(one, text), default=None)
        if near is None or _likeness(near, text) < _ALIKE:
            blocks.append(_whole("added", text))
            continue
        at = left.index(near)
        blocks += [_whole("removed", one) for one in left[:at]]
        left = left[at + 1 :]
        blocks.append(Block(kind="changed", pieces=_pieces(near, text)))
    return blocks + [_whole("removed", one) for one in left]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _WORDS.findall(one), _WORDS.findall(other), autojunk=False).quick_ratio()


def _pieces(before: str, after: str) -> list[Piece]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(kind="same", text="".join(new[j1:j2])))
            continue
        if i1 < i2:
            pieces.append(Piece(kind="removed", text="".join(old[i1:i2])))
        if j1 < j2:
            pieces.append(Piece(kind="added", text="".join(new[j1:j2])))
    return pieces


def _without_the_rest(blocks: Sequence[Block]) -> Iterator[Block]:
    changed = [at for at, one in enumerate(blocks) if one.kind != "same"]
    shown = {at for place in changed for at in range(place - AROUND, place + AROUND + 1)}
    skipped = 0
    for at, block in enumerate(blocks):
        if at not in shown:
            skipped += 1
            continue
        if skipped:
            yield Block(kind="skipped", pieces=[], skipped=skipped)
        skipped = 0
        yield block
    if skipped:
        yield Block(kind="skipped", pieces=[], skipped=skipped)
