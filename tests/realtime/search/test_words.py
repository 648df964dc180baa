"""What search takes for a word, and which words it takes for the same."""

import threading

import pytest

from realtime.search.query import parse
from realtime.search.words import MAX_WORD_LENGTH, Stemmer, normal, words_of

STEMMER = Stemmer()


def _words(text: str) -> list[str]:
    return [text[one.start : one.end] for one in words_of(text)]


def _stems(text: str) -> list[str]:
    return [STEMMER.stem(one.normal) for one in words_of(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("свадьба", "свадьбы"),
        ("СВАДЬБОЙ", "свадьба"),
        ("charts", "chart"),
        ("Relationships", "relationship"),
        ("консультациями", "консультация"),
        ("ёлка", "елки"),
        ("ЁЛКА", "Елка"),
        ("е\u0308лка", "ёлка"),
        ("за\u0301мок", "замок"),
        ("café", "cafe"),
        ("кон\u00adсультация", "консультации"),
        ("\ufb01nd", "find"),
        ("7", "7"),
        ("straße", "STRASSE"),
    ],
)
def test_forms_of_one_word_are_the_same(one: str, other: str) -> None:
    assert _stems(one) == _stems(other)


@pytest.mark.parametrize(("one", "other"), [("мои", "мой"), ("замок", "замок2"), ("chart", "чарт"), ("7", "77")])
def test_different_words_stay_different_as_they_are_written(one: str, other: str) -> None:
    assert normal(one) != normal(other)


def test_й_is_a_letter_however_it_is_encoded() -> None:
    assert normal("и\u0306од") == normal("йод") != normal("иод")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Что-то, где-то… — и (всё)!", ["Что", "то", "где", "то", "и", "всё"]),
        ("https://astars.example/a_b?x=1", ["https", "astars", "example", "a", "b", "x", "1"]),
        ("don't", ["don", "t"]),
        ("👩‍🚀🇷🇺❤️ привет1️⃣", ["привет"]),
        ("за\u0301мок", ["за\u0301мок"]),
        ("12:30", ["12", "30"]),
        ("$ne {} .* \x00", ["ne"]),
        ("", []),
    ],
)
def test_a_text_is_read_as_words(text: str, words: list[str]) -> None:
    assert _words(text) == words


def test_a_word_without_end_is_bounded() -> None:
    (word,) = words_of("а" * 10_000)
    assert len(word.normal) == MAX_WORD_LENGTH


def test_stemming_in_several_threads_at_once_mixes_no_words_up() -> None:
    alone = Stemmer()
    words = [f"{head}{tail}" for head in ("свадьб", "планет", "дом") for tail in ("а", "ы", "ами", "у", "ой")]
    expected = {word: alone.stem(word) for word in words}
    shared = Stemmer()
    wrong: list[str] = []

    def stem_all() -> None:
        for _ in range(50):
            shared._known.clear()
            wrong.extend(word for word in words if shared.stem(word) != expected[word])

    threads = [threading.Thread(target=stem_all) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_query_is_words_and_phrases() -> None:
    query = parse('свадьбы "дата Свадьбы" «Луна в Раке» charts', STEMMER)
    assert query.stems == {STEMMER.stem("свадьба"), "chart"}
    assert query.phrases == (("дата", "свадьбы"), ("луна", "в", "раке"))
    assert set(query.wanted) == {STEMMER.stem(word) for word in ("свадьба", "дата", "луна", "в", "раке", "charts")}


@pytest.mark.parametrize("asked", ['"', '""', "«»", "!!!", "👍", '"…"', "   "])
def test_a_query_without_words_wants_nothing(asked: str) -> None:
    assert parse(asked, STEMMER).wanted == ()


@pytest.mark.parametrize("asked", ['"луна', 'луна"', "«луна", "луна»"])
def test_a_quote_without_its_partner_is_no_quote(asked: str) -> None:
    query = parse(asked, STEMMER)
    assert not query.phrases
    assert query.stems == {STEMMER.stem("луна")}


def test_what_would_be_an_operator_or_a_pattern_is_just_words() -> None:
    assert parse('{"$where": "sleep(1000)"} (a+)+$ .*', STEMMER).stems <= {"a"}
