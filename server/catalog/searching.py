"""Search over what the catalogue shows everybody: services, astrologers, articles; and what is like an article."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from realtime.search.excerpt import Part, Span, excerpt, matches
from realtime.search.query import Query, parse
from realtime.search.words import Stemmer, words_of
from server.catalog import views
from server.catalog.actions import astrologer_cards
from server.catalog.contracts import ArticleCard, AstrologerCard, ServiceCard
from server.catalog.markdown import to_plain
from server.catalog.viewer import Viewer
from storage.articles import Article, newest_articles
from storage.astrologers import Astrologer, astrologers_in_order
from storage.services import Service, services_in_order

LONGEST_QUERY: Final = 200
SEARCHED: Final = 200
"""How many of each kind are looked through: far more than a catalogue has, and a bound for what one question costs."""
SHORTEST_TELLING: Final = 4
"""Shorter words say little of what a text is about."""

Item = TypeVar("Item")


@dataclass(frozen=True)
class Hit(Generic[Item]):
    """Something found, with its title and a cut of its text, in parts: `is_match` is what was asked for."""

    item: Item
    title: list[Part]
    excerpt: list[Part]


@dataclass(frozen=True)
class Found:
    """What was found, the best of each kind first; `asked` is the query as it was understood."""

    asked: str
    services: list[Hit[ServiceCard]]
    astrologers: list[Hit[AstrologerCard]]
    articles: list[Hit[ArticleCard]]

    @property
    def count(self) -> int:
        """How much was found in all."""
        return len(self.services) + len(self.astrologers) + len(self.articles)


@dataclass(frozen=True)
class _Text(Generic[Item]):
    """Something that can be found by these words, which everybody may read anyway."""

    item: Item
    title: str
    summary: str
    body: str


async def search_catalog(viewer: Viewer, asked: str, stemmer: Stemmer) -> Found:
    """What says all the words of `asked`, in any form; what says them in its title comes first, then in its summary.

    More than 200 characters are cut off. A query without a word finds nothing.
    """
    asked = " ".join(asked.split())[:LONGEST_QUERY]
    query = parse(asked, stemmer)
    if not query.wanted:
        return Found(asked, [], [], [])
    services, astrologers, articles = await asyncio.gather(
        services_in_order(limit=SEARCHED),
        astrologers_in_order(limit=SEARCHED),
        newest_articles(viewer.now, limit=SEARCHED),
    )
    language = viewer.language

    def look() -> tuple[list[Hit[Service]], list[Hit[Astrologer]], list[Hit[Article]]]:
        return (
            _hits((_service_text(one, language) for one in services), query, stemmer),
            _hits((_astrologer_text(one, language) for one in astrologers), query, stemmer),
            _hits((_article_text(one, language) for one in articles), query, stemmer),
        )

    # Stemming a whole blog takes its time: not on the event loop.
    found_services, found_people, found_articles = await asyncio.to_thread(look)
    cards = await astrologer_cards(viewer, [hit.item for hit in found_people])
    return Found(
        asked,
        [Hit(views.service_card(hit.item, language), hit.title, hit.excerpt) for hit in found_services],
        [Hit(card, hit.title, hit.excerpt) for card, hit in zip(cards, found_people, strict=True)],
        [Hit(views.article_card(hit.item, language), hit.title, hit.excerpt) for hit in found_articles],
    )


def alike(shown: ArticleCard, others: Sequence[ArticleCard], stemmer: Stemmer, limit: int) -> list[ArticleCard]:
    """The articles that speak most of the same, by the telling words of titles and summaries.

    The same author counts as one more word. `others` come newest first; of equals, so do the answers.
    """
    own = _telling(shown, stemmer)

    def likeness(other: ArticleCard) -> int:
        by_the_same = shown.astrologer is not None and other.astrologer == shown.astrologer
        return len(own & _telling(other, stemmer)) + by_the_same

    return sorted((one for one in others if one.slug != shown.slug), key=likeness, reverse=True)[:limit]


def _telling(article: ArticleCard, stemmer: Stemmer) -> frozenset[str]:
    words = words_of(f"{article.title} {article.summary}")
    return frozenset(stemmer.stem(word.normal) for word in words if len(word.normal) >= SHORTEST_TELLING)


def _hits(texts: Iterable[_Text[Item]], query: Query, stemmer: Stemmer) -> list[Hit[Item]]:
    """Those that say it all, sorted by where they say it and else as they came."""
    ranked: list[tuple[int, Hit[Item]]] = []
    for text in texts:
        told = f"{text.summary}\n{text.body}"
        spans = matches(f"{text.title}\n{told}", query, stemmer)
        if not spans:
            continue
        rank = next((n for n, part in enumerate((text.title, text.summary)) if matches(part, query, stemmer)), 2)
        behind = len(text.title) + 1
        inside = [(max(0, start - behind), end - behind) for start, end in spans if end > behind]
        ranked.append((rank, Hit(text.item, _marked(text.title, spans), excerpt(told, inside))))
    return [hit for _, hit in sorted(ranked, key=lambda one: one[0])]


def _marked(title: str, spans: Sequence[Span]) -> list[Part]:
    """The whole title in parts."""
    parts, at = [], 0
    for start, end in spans:
        if start >= len(title):
            break
        parts += [Part(title[at:start], is_match=False), Part(title[start:end], is_match=True)]
        at = min(end, len(title))
    return [part for part in (*parts, Part(title[at:], is_match=False)) if part.text]


def _service_text(service: Service, language: str) -> _Text[Service]:
    learn = " ".join(text.in_language(language) for text in service.learn)
    body = f"{to_plain(service.description.in_language(language))}\n{learn}"
    return _Text(service, service.title.in_language(language), service.summary.in_language(language), body)


def _astrologer_text(astrologer: Astrologer, language: str) -> _Text[Astrologer]:
    directions = ", ".join(text.in_language(language) for text in astrologer.directions)
    summary = f"{astrologer.bio.in_language(language)} · {directions}."
    return _Text(
        astrologer, astrologer.name.in_language(language), summary, to_plain(astrologer.about.in_language(language))
    )


def _article_text(article: Article, language: str) -> _Text[Article]:
    return _Text(
        article,
        article.title.in_language(language),
        article.summary.in_language(language),
        to_plain(article.body.in_language(language)),
    )
