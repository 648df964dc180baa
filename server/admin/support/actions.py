"""The rules of the help chat: read, and changed by whoever has seen how they are."""

from realtime.actor import Actor
from realtime.audit import audit
from realtime.errors import Conflict, NotFound
from server.admin.catalogue.contracts import Passage
from server.admin.catalogue.editing import differences
from server.admin.catalogue.words import text
from server.admin.support.contracts import (
    Assignment,
    AutomaticReplies,
    ChangeSupport,
    Hours,
    HoursException,
    SupportForm,
    SupportRecord,
)
from storage import support_rules as stored
from storage.audit import AuditedAction
from storage.site import Site, change_support, load_site
from storage.text import Text


async def show_rules() -> SupportRecord:
    """As they are; `not_found` in a database that was never filled."""
    return record_of(await _site())


async def change_rules(actor: Actor, command: ChangeSupport) -> SupportRecord:
    """Replace them; `conflict` when somebody else has changed them since. No change is no edit."""
    site = await _site()
    if site.support_version != command.version:
        raise Conflict
    hours, rules = _hours(command), _rules(command)
    told = differences(site.support_hours, dict(hours)) | differences(site.support_rules, dict(rules))
    if not told:
        return record_of(site)
    await audit(actor, AuditedAction.SUPPORT_RULES_CHANGED, "site:support", person_id=None, **told)
    changed = await change_support(hours, rules, version=command.version)
    if changed is None:
        raise Conflict
    return record_of(changed)


async def _site() -> Site:
    site = await load_site()
    if site is None:
        raise NotFound
    return site


def record_of(site: Site) -> SupportRecord:
    """The rules for an editor."""
    hours, rules = site.support_hours, site.support_rules
    return SupportRecord(
        version=site.support_version,
        hours=Hours(
            weekdays=hours.weekdays,
            opens=hours.opens,
            closes=hours.closes,
            timezone=hours.timezone,
            exceptions=[HoursException.model_validate(one.model_dump()) for one in hours.exceptions],
        ),
        assignment=Assignment(**dict(rules.assignment)),
        replies=AutomaticReplies(
            greeting=_passage(rules.replies.greeting),
            away=_passage(rules.replies.away),
            busy=_passage(rules.replies.busy),
            busy_after_minutes=rules.replies.busy_after_minutes,
        ),
        reopen_days=rules.reopen_days,
    )


def _passage(said: Text | None) -> Passage | None:
    return Passage(ru=said.ru, en=said.en) if said else None


def _hours(form: SupportForm) -> stored.SupportHours:
    hours = form.hours
    return stored.SupportHours(
        weekdays=hours.weekdays,
        opens=hours.opens,
        closes=hours.closes,
        timezone=hours.timezone,
        exceptions=[
            stored.HoursException(date=one.date.isoformat(), opens=one.opens, closes=one.closes)
            for one in sorted(hours.exceptions, key=lambda one: one.date)
        ],
    )


def _rules(form: SupportForm) -> stored.SupportRules:
    said = form.replies
    return stored.SupportRules(
        assignment=stored.AssignmentRules(**dict(form.assignment)),
        replies=stored.ReplyRules(
            greeting=text(said.greeting) if said.greeting else None,
            away=text(said.away) if said.away else None,
            busy=text(said.busy) if said.busy else None,
            busy_after_minutes=said.busy_after_minutes,
        ),
        reopen_days=form.reopen_days,
    )
