"""Services, as editors make, change and hide them. Nothing is removed: orders and consultations name it for ever."""

from datetime import datetime
from typing import Any, Final

from realtime.actor import Actor
from realtime.contracts import Money
from realtime.errors import NotFound
from server.admin.catalogue.contracts import (
    ChangeService,
    FormatWords,
    Lasted,
    NewService,
    RecordQuery,
    ServiceForm,
    ServiceRecord,
    ServiceRecords,
)
from server.admin.catalogue.editing import Kind, change, create, last_position, refused
from server.admin.catalogue.words import page_of, text, texts, words
from server.catalog.cursor import read_cursor
from storage.audit import AuditedAction
from storage.services import (
    BirthOf,
    ConsultationFormat,
    FormatOffer,
    Service,
    Validity,
    all_services,
    any_service_by_slug,
    known_services,
)

SERVICES: Final = Kind("service", Service, AuditedAction.SERVICE_CREATED, AuditedAction.SERVICE_CHANGED)


async def list_services(query: RecordQuery) -> ServiceRecords:
    """Services on sale and hidden ones."""
    found = await all_services(after=read_cursor(query.cursor), limit=query.limit + 1)
    items, cursor = page_of(found, query.limit, lambda one: (one.position, one.slug))
    return ServiceRecords(items=[record_of(one) for one in items], next_cursor=cursor)


async def show_service(slug: str) -> ServiceRecord:
    """One service, hidden or not."""
    service = await any_service_by_slug(slug)
    if service is None:
        raise NotFound
    return record_of(service)


async def create_service(actor: Actor, command: NewService) -> ServiceRecord:
    """A new service, last in the catalogue."""
    await _judge(actor, command.slug, command)
    now = actor.chat.clock()
    made = Service(slug=command.slug, position=await last_position(SERVICES), **_said(command, None, now))
    return record_of(await create(actor, SERVICES, made))


async def change_service(actor: Actor, slug: str, command: ChangeService) -> ServiceRecord:
    """Change the service as its editor saw it."""
    found = await any_service_by_slug(slug)
    await _judge(actor, slug, command)
    said = _said(command, found.hidden_at if found else None, actor.chat.clock())
    return record_of(await change(actor, SERVICES, found, command.version, said))


async def _judge(actor: Actor, slug: str, form: ServiceForm) -> None:
    if slug in form.related:
        raise refused(actor, "related", "related_to_itself")
    if set(form.related) - await known_services(form.related):
        raise refused(actor, "related", "unknown_service")


def _said(form: ServiceForm, hidden_at: datetime | None, now: datetime) -> dict[str, Any]:
    """What the form says, as it is stored. What is hidden already stays hidden since then."""
    return {
        "title": text(form.title),
        "summary": text(form.summary),
        "description": text(form.description),
        "learn": texts(form.learn),
        "price_amount": form.price.amount,
        "validity": Validity(months=form.validity.months, days=form.validity.days),
        "formats": [
            FormatOffer(format=ConsultationFormat(one.format), title=text(one.title), description=text(one.description))
            for one in form.formats
        ],
        "related": form.related,
        "illustration": form.illustration,
        "featured": form.featured,
        "grants_chart": form.grants_chart,
        "birth_of": BirthOf(form.birth_of) if form.birth_of else None,
        "hidden_at": (hidden_at or now) if form.hidden else None,
    }


def record_of(service: Service) -> ServiceRecord:
    """The service as editors see it."""
    return ServiceRecord(
        slug=service.slug,
        version=service.version,
        title=words(service.title),
        summary=words(service.summary),
        description=words(service.description),
        learn=[words(one) for one in service.learn],
        price=Money(amount=service.price_amount, currency="RUB"),
        validity=Lasted(months=service.validity.months, days=service.validity.days),
        formats=[
            FormatWords(format=one.format.value, title=words(one.title), description=words(one.description))
            for one in service.formats
        ],
        related=service.related,
        illustration=service.illustration,
        featured=service.featured,
        grants_chart=service.grants_chart,
        birth_of=service.birth_of.value if service.birth_of else None,
        hidden=service.hidden_at is not None,
    )
