"""What of a text is shown, and what of it is marked."""

import random
import re
import time

import pytest

from realtime.search.excerpt import LENGTH, SLACK, Part, excerpt, matches
from realtime.search.query import parse
from realtime.search.words import Stemmer

STEMMER = Stemmer()


def _cut(text: str, asked: str) -> list[Part]:
    spans = matches(text, parse(asked, STEMMER), STEMMER)
    return excerpt(text, spans) if spans else []


def _shown(text: str, asked: str) -> str:
    """The excerpt with matches in brackets; empty when nothing matches."""
    return "".join(f"[{one.text}]" if one.is_match else one.text for one in _cut(text, asked))


@pytest.mark.parametrize(
    ("text", "asked", "shown"),
    [
        ("Дата свадьбы известна", "свадьба", "Дата [свадьбы] известна"),
        ("Your charts are ready", "CHART", "Your [charts] are ready"),
        ("Ёлка и ёлки", "елка", "[Ёлка] и [ёлки]"),
        ("Дата свадьбы", "свадьба дата", "[Дата] [свадьбы]"),
        ("Дата свадьбы", "свадьба развод", ""),
        ("Луна, в раке; в Раке луна", '"луна в раке"', "[Луна, в раке]; в Раке луна"),
        ("Луны в раке", '"луна в раке"', ""),
        ("Раке в луна", '"луна в раке"', ""),
        ("луна в раке, а луны нет", '"луна в раке" луна', "[луна в раке], а [луны] нет"),
        ("как-то раз", "как то", "[как]-[то] раз"),
        ("за\u0301мок", "замок", "[за\u0301мок]"),
        ("две\n\n\tстроки", "строки", "две [строки]"),
        ("👩‍🚀 летит 🇷🇺", "летит", "👩‍🚀 [летит] 🇷🇺"),
        ("https://astars.example/charts?x=1", "astars chart", "https://[astars].example/[charts]?x=1"),
    ],
)
def test_matches_are_marked(text: str, asked: str, shown: str) -> None:
    assert _shown(text, asked) == shown


def test_a_long_text_is_cut_between_words_around_the_first_match() -> None:
    text = "слово " * 200 + "Солнце " + "другое " * 200
    shown = _shown(text, "солнце")
    assert shown.startswith("…слово ")
    assert "[Солнце]" in shown
    assert shown.endswith("другое…")
    assert LENGTH - 2 * SLACK <= len(shown) <= LENGTH + 4


def test_the_end_of_a_long_text_is_shown_whole() -> None:
    shown = _shown("слово " * 200 + "солнце", "солнце")
    assert shown.startswith("…слово")
    assert shown.endswith("[солнце]")
    assert len(shown) > LENGTH - SLACK - 4


def test_a_phrase_longer_than_an_excerpt_is_cut() -> None:
    phrase = " ".join(f"слово{n}" for n in range(60))
    parts = _cut(f"вот {phrase} вот", f'"{phrase}"')
    assert [one.is_match for one in parts] == [False, True, False]
    assert parts[-1].text == "…"
    assert len(parts[1].text) <= LENGTH


@pytest.mark.parametrize("unit", ["👩‍👩‍👧", "🇷🇺", "👍🏽", "и\u0306", "❤️", "🏴\U000e0067\U000e0062\U000e007f", "न्"])
def test_no_visible_character_is_cut_into_two(unit: str) -> None:
    for lead in range(len(unit) + 3):
        text = "x" * lead + unit * 100 + " солнце " + unit * 100
        for part in _cut(text, "солнце"):
            clean = part.text.replace("…", "").replace("x", "").strip()
            assert part.is_match or clean == unit * (len(clean) // len(unit)), (lead, part)


def test_any_text_gives_back_a_piece_of_itself() -> None:
    random.seed(7)
    odd = ["солнце", "\u0301", "\u200d", "👍🏽", "🇷", "\ufe0f", "\ud83d", "\u00ad", "1\u20e3"]
    alphabet = [*"аёЁй zZ.-\n\t'\"«»", *odd]
    for _ in range(500):
        text = "".join(random.choices(alphabet, k=random.randint(0, 300)))
        parts = _cut(text, "солнце")
        shown = "".join(one.text for one in parts)
        assert bool(parts) == bool(matches(text, parse("солнце", STEMMER), STEMMER))
        assert shown.strip("…") in re.sub(r"\s+", " ", text)
        assert len(shown) <= LENGTH + 2


def test_a_hostile_text_costs_no_time_worth_mentioning() -> None:
    texts = ["а " * 5_000, "\u0301" * 10_000, '"' * 10_000, "👍" * 10_000, "а" * 10_000, "луна " * 2_000]
    began = time.perf_counter()
    for text in texts:
        for asked in ('"' + "а " * 99 + '"', "а", '"' * 200, "луна " * 40):
            _cut(text, asked)
            parse(text[:200], STEMMER)
    assert time.perf_counter() - began < 2
