"""The organisation behind the site, as administrators change it. Every page and legal text follows at once."""

from typing import Any

from realtime.actor import Actor
from realtime.audit import audit
from realtime.errors import Conflict, NotFound
from server.admin.catalogue.editing import differences
from server.admin.catalogue.words import text, words
from server.admin.organisation.contracts import ChangeOrganisation, OrganisationRecord
from storage.audit import AuditedAction
from storage.site import Contacts, Organisation, Site, SocialLinks, load_site
from storage.versions import change_version

SUBJECT = "organisation:site"


async def show_organisation() -> OrganisationRecord:
    """The organisation."""
    return record_of(await _site())


async def change_organisation(actor: Actor, command: ChangeOrganisation) -> OrganisationRecord:
    """Change it as its editor saw it."""
    site = await _site()
    if site.version != command.version:
        raise Conflict
    changes = _said(command)
    told = _told(site, changes)
    if not told:
        return record_of(site)
    await audit(actor, AuditedAction.ORGANISATION_CHANGED, SUBJECT, person_id=None, **told)
    assert site.id is not None
    changed = await change_version(Site, site.id, command.version, changes)
    if changed is None:
        raise Conflict
    return record_of(changed)


def _said(form: ChangeOrganisation) -> dict[str, Any]:
    return {
        "organisation": Organisation(
            name=text(form.name),
            legal_name=text(form.legal_name),
            taxpayer_number=form.taxpayer_number,
            registration_number=form.registration_number,
            address=text(form.address),
        ),
        "contacts": Contacts(
            email=form.email, phone=form.phone, support_email=form.support_email, support_phone=form.support_phone
        ),
        "social": SocialLinks(telegram=form.telegram, vkontakte=form.vkontakte),
        "accepted_cards": list(form.accepted_cards),
        "refund_days": form.refund_days,
    }


def _told(site: Site, changes: dict[str, Any]) -> dict[str, str]:
    """What changes, by the names of the form: a whole part of the document would hide one field behind the others."""
    parts = ("organisation", "contacts", "social")
    told = differences(site, {name: value for name, value in changes.items() if name not in parts})
    for part in parts:
        told |= differences(getattr(site, part), dict(changes[part]))
    return told


async def _site() -> Site:
    site = await load_site()
    if site is None:
        raise NotFound
    return site


def record_of(site: Site) -> OrganisationRecord:
    """The organisation as editors see it."""
    organisation, contacts = site.organisation, site.contacts
    return OrganisationRecord(
        version=site.version,
        name=words(organisation.name),
        legal_name=words(organisation.legal_name),
        taxpayer_number=organisation.taxpayer_number,
        registration_number=organisation.registration_number,
        address=words(organisation.address),
        email=contacts.email,
        phone=contacts.phone,
        support_email=contacts.support_email,
        support_phone=contacts.support_phone,
        telegram=site.social.telegram,
        vkontakte=site.social.vkontakte,
        accepted_cards=site.accepted_cards,
        refund_days=site.refund_days,
    )
