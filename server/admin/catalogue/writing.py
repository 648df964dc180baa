"""Questions and articles as their editors see them; see `contracts.py`."""

from pydantic import AwareDatetime

from realtime.contract import Contract, Timestamp
from server.admin.catalogue.contracts import Line, Passage, Prose, Version, Words
from server.catalog.contracts import Slug


class QuestionRecord(Contract):
    """A question with its answer in markdown."""

    slug: str
    version: int
    question: Words
    answer: Words


class QuestionForm(Contract):
    """What an editor may say in a question."""

    question: Line
    answer: Prose


class NewQuestion(QuestionForm):
    """A question under a name of its own."""

    slug: Slug


class ChangeQuestion(QuestionForm):
    """The whole form of somebody who saw `version`."""

    version: Version


class QuestionRecords(Contract):
    """Questions in their order."""

    items: list[QuestionRecord]
    next_cursor: str | None


class ArticleRecord(Contract):
    """An article. `cover` is the address of its picture; `covered`: one was uploaded."""

    slug: str
    version: int
    title: Words
    summary: Words
    body: Words
    author: Words
    astrologer: str | None
    cover: str
    covered: bool
    published_at: Timestamp


class ArticleForm(Contract):
    """What an editor may say in an article; it is public from `published_at` on."""

    title: Line
    summary: Passage
    body: Prose
    author: Line
    astrologer: Slug | None
    published_at: AwareDatetime


class NewArticle(ArticleForm):
    """An article under an address of its own, which stays."""

    slug: Slug


class ChangeArticle(ArticleForm):
    """The whole form of somebody who saw `version`."""

    version: Version


class ArticleRecords(Contract):
    """Articles, newest first, those still to come too."""

    items: list[ArticleRecord]
    next_cursor: str | None
