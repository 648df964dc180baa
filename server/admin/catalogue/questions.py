"""Frequently asked questions, as editors write them."""

from typing import Any, Final

from realtime.actor import Actor
from realtime.errors import NotFound
from server.admin.catalogue.contracts import RecordQuery, SeenVersion
from server.admin.catalogue.editing import Kind, change, create, last_position, remove
from server.admin.catalogue.words import page_of, text, words
from server.admin.catalogue.writing import (
    ChangeQuestion,
    NewQuestion,
    QuestionForm,
    QuestionRecord,
    QuestionRecords,
)
from server.catalog.cursor import read_cursor
from storage.audit import AuditedAction
from storage.questions import Question, question_by_slug, questions_in_order

QUESTIONS: Final = Kind(
    "question",
    Question,
    AuditedAction.QUESTION_CREATED,
    AuditedAction.QUESTION_CHANGED,
    AuditedAction.QUESTION_REMOVED,
)


async def list_questions(query: RecordQuery) -> QuestionRecords:
    """Questions in the order of the page."""
    found = await questions_in_order(after=read_cursor(query.cursor), limit=query.limit + 1)
    items, cursor = page_of(found, query.limit, lambda one: (one.position, one.slug))
    return QuestionRecords(items=[record_of(one) for one in items], next_cursor=cursor)


async def show_question(slug: str) -> QuestionRecord:
    """One question."""
    question = await question_by_slug(slug)
    if question is None:
        raise NotFound
    return record_of(question)


async def create_question(actor: Actor, command: NewQuestion) -> QuestionRecord:
    """A new question, the last on the page."""
    made = Question(slug=command.slug, position=await last_position(QUESTIONS), **_said(command))
    return record_of(await create(actor, QUESTIONS, made))


async def change_question(actor: Actor, slug: str, command: ChangeQuestion) -> QuestionRecord:
    """Change the question as its editor saw it."""
    found = await question_by_slug(slug)
    return record_of(await change(actor, QUESTIONS, found, command.version, _said(command)))


async def remove_question(actor: Actor, slug: str, query: SeenVersion) -> None:
    """Take the question away."""
    await remove(actor, QUESTIONS, await question_by_slug(slug), query.version)


def _said(form: QuestionForm) -> dict[str, Any]:
    return {"question": text(form.question), "answer": text(form.answer)}


def record_of(question: Question) -> QuestionRecord:
    """The question as editors see it."""
    return QuestionRecord(
        slug=question.slug,
        version=question.version,
        question=words(question.question),
        answer=words(question.answer),
    )
