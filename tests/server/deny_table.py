"""Whose every endpoint and command is, written by hand, and things of two people to try them on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

import httpx

from realtime.support import open_support_chat
from server.context import Context
from storage.attachments import Attachment
from storage.conversations import Conversation
from storage.ids import new_id
from storage.orders import Order
from storage.replies import Reply, ReplyScope
from storage.services import ConsultationFormat, Validity
from storage.sessions import sessions_of
from storage.text import Text
from storage.users import Role
from tests.people import Person, consultation, sign_up
from tests.server.admin.forms import (
    ARTICLE_FORM,
    ASTROLOGER_FORM,
    LEGAL_FORM,
    PROMO_FORM,
    QUESTION_FORM,
    SERVICE_FORM,
    SUPPORT_FORM,
)

VISITOR: Final = "visitor"
EVERYBODY: Final = frozenset({VISITOR, *Role})
SIGNED_IN: Final = frozenset(Role)
WITH_ACCOUNT: Final = SIGNED_IN - {Role.GUEST}
CLIENT: Final = frozenset({Role.CLIENT})
ASTROLOGER: Final = frozenset({Role.ASTROLOGER})
STAFF: Final = frozenset({Role.SUPPORT, Role.ADMIN})
ADMINS: Final = frozenset({Role.ADMIN})
ANSWERERS: Final = frozenset({Role.ASTROLOGER, Role.SUPPORT})
TEAM: Final = ANSWERERS | {Role.ADMIN}

MISSING: Final = "0" * 24
ODD_IDS: Final = (MISSING, "x", "null", "$ne", "a" * 64, "a" * 65, "a" * 500, "%00", "..%2f..", "Ж" * 30)
SURPLUS: Final[dict[str, object]] = {"role": "admin", "user_id": MISSING, "price_amount": 1, "_id": MISSING, "$set": {}}


@dataclass(frozen=True)
class Row:
    """Whose an endpoint is. `names`: what `{id}` of its path, or `body["conversation_id"]`, names.

    `query`: what it needs there.
    """

    who: frozenset[str]
    body: Mapping[str, object] | None = None
    names: str = ""
    query: str = ""


TABLE: Final[Mapping[str, Row]] = {
    "POST /api/auth/phone/request": Row(EVERYBODY, {"phone": "1"}),
    "POST /api/auth/phone/verify": Row(EVERYBODY, {"phone": "1", "code": "1"}),
    "POST /api/auth/email/login": Row(EVERYBODY, {"email": "", "password": ""}),
    "POST /api/auth/password/forgot": Row(EVERYBODY, {"email": ""}),
    "POST /api/auth/password/reset": Row(EVERYBODY, {"token": "x", "password": "long enough 1"}),
    "POST /api/auth/logout": Row(EVERYBODY),
    "GET /api/countries": Row(EVERYBODY),
    "GET /api/me": Row(SIGNED_IN),
    "PATCH /api/me": Row(WITH_ACCOUNT, {"first_name": "Анна"}),
    "PUT /api/me/password": Row(WITH_ACCOUNT, {"password": "long enough 1"}),
    "PUT /api/me/avatar": Row(SIGNED_IN),
    "DELETE /api/me/avatar": Row(SIGNED_IN),
    "GET /api/me/sessions": Row(WITH_ACCOUNT),
    "DELETE /api/me/sessions": Row(WITH_ACCOUNT),
    "DELETE /api/me/sessions/{id}": Row(WITH_ACCOUNT, names="session"),
    "GET /api/push": Row(SIGNED_IN),
    "PUT /api/me/push": Row(
        SIGNED_IN, {"endpoint": "https://fcm.googleapis.com/x", "keys": {"p256dh": "B" * 87, "auth": "A" * 22}}
    ),
    "DELETE /api/me/push": Row(SIGNED_IN, {"endpoint": "https://fcm.googleapis.com/x"}),
    "GET /api/me/notifications": Row(WITH_ACCOUNT),
    "PATCH /api/me/notifications": Row(WITH_ACCOUNT, {"after_minutes": 5}),
    "POST /api/me/telegram": Row(WITH_ACCOUNT),
    "DELETE /api/me/telegram": Row(WITH_ACCOUNT),
    "POST /api/telegram/webhook": Row(EVERYBODY),
    "GET /api/notifications/leave/{token}": Row(EVERYBODY),
    "POST /api/notifications/leave/{token}": Row(EVERYBODY),
    "GET /api/admin/deliveries": Row(ADMINS),
    "POST /api/admin/deliveries/find": Row(ADMINS, {"q": "nobody@nowhere.example"}),
    "POST /api/admin/deliveries/{id}/resend": Row(ADMINS),
    "GET /api/me/consents": Row(CLIENT),
    "GET /api/me/export": Row(CLIENT),
    "DELETE /api/me": Row(CLIENT, {"password": "x"}),
    "GET /api/avatars/{name}": Row(EVERYBODY),
    "GET /api/services": Row(EVERYBODY),
    "GET /api/services/{slug}": Row(EVERYBODY),
    "GET /api/astrologers": Row(EVERYBODY),
    "GET /api/astrologers/{slug}": Row(EVERYBODY),
    "GET /api/astrologers/{slug}/reviews": Row(EVERYBODY),
    "GET /api/articles": Row(EVERYBODY),
    "GET /api/articles/{slug}": Row(EVERYBODY),
    "GET /api/faq": Row(EVERYBODY),
    "GET /api/site": Row(EVERYBODY),
    "GET /api/legal/{slug}": Row(EVERYBODY),
    "GET /api/legal/{slug}/{number}": Row(EVERYBODY),
    "GET /api/recommendations": Row(EVERYBODY),
    "POST /api/orders": Row(CLIENT, {"service": "none", "format": "written", "first_name": "А", "phone": "12345"}),
    "GET /api/orders": Row(CLIENT),
    "GET /api/orders/{id}": Row(CLIENT, names="order"),
    "POST /api/orders/{id}/pay": Row(CLIENT, names="order"),
    "POST /api/orders/{id}/refund": Row(CLIENT, names="order"),
    "GET /api/refunds": Row(CLIENT),
    "GET /api/desk/orders/{id}": Row(STAFF),
    "POST /api/desk/orders/{id}/refund": Row(STAFF, {"reason": "late", "client_refund_id": str(uuid4())}),
    "POST /api/promo-codes/check": Row(SIGNED_IN, {"code": "NONE", "service": "none"}),
    "POST /api/certificates/redeem": Row(CLIENT, {"code": "NONE"}),
    "GET /api/entitlements": Row(CLIENT),
    "POST /api/entitlements/{id}/extend": Row(CLIENT, {"consent": True}),
    "POST /api/payments/webhooks/{provider}": Row(EVERYBODY),
    "GET /api/conversations": Row(SIGNED_IN),
    "GET /api/conversations/{id}": Row(SIGNED_IN, names="conversation"),
    "GET /api/conversations/{id}/messages": Row(SIGNED_IN, names="conversation"),
    "GET /api/search": Row(SIGNED_IN),
    "POST /api/conversations/{id}/complete": Row(ASTROLOGER, {}, names="conversation"),
    "POST /api/conversations/{id}/review": Row(CLIENT, {"stars": 5}, names="conversation"),
    "GET /api/conversations/{id}/review": Row(SIGNED_IN, names="conversation"),
    "GET /api/console/me": Row(ASTROLOGER),
    "PATCH /api/console/me": Row(ASTROLOGER, {"version": 0}),
    "GET /api/console/figures": Row(ASTROLOGER),
    "GET /api/console/clients/{id}/chart": Row(ASTROLOGER, names="conversation"),
    "GET /api/console/drafts/{id}": Row(ASTROLOGER, names="conversation"),
    "PUT /api/console/drafts/{id}": Row(ASTROLOGER, {"text": "Здравствуйте", "version": 0}, names="conversation"),
    "GET /api/console/clients/{id}": Row(ASTROLOGER, names="conversation"),
    "GET /api/console/clients/{id}/transits": Row(ASTROLOGER, names="conversation"),
    "PUT /api/console/clients/{id}/notes": Row(ASTROLOGER, {"text": "", "tags": [], "version": 0}, names="client"),
    "GET /api/replies": Row(TEAM),
    "POST /api/replies": Row(TEAM, {"scope": "own", "title": "Приветствие", "text": "Здравствуйте!"}),
    "PATCH /api/replies/{id}": Row(TEAM, {"title": "Приветствие"}, names="reply"),
    "DELETE /api/replies/{id}": Row(TEAM, names="reply"),
    "GET /api/conversations/{id}/birth": Row(SIGNED_IN, names="conversation"),
    "PUT /api/conversations/{id}/birth": Row(CLIENT, {"birth": {"date": "1990-05-17"}}, names="conversation"),
    "GET /api/conversations/{id}/birth/chart.svg": Row(SIGNED_IN, names="conversation"),
    "GET /api/conversations/{id}/birth/chart.pdf": Row(SIGNED_IN, names="conversation"),
    "POST /api/support/guests": Row(EVERYBODY, {"name": "Анна", "phone": "1"}),
    "POST /api/support/conversations": Row(SIGNED_IN, {}),
    "GET /api/support/queue": Row(STAFF),
    "GET /api/desk/overdue": Row(STAFF),
    "POST /api/desk/consultations/{id}/reassign": Row(STAFF, {"note": "late"}),
    "POST /api/desk/consultations/{id}/extend": Row(STAFF, {"days": 3, "note": "late"}),
    "POST /api/desk/consultations/{id}/offer": Row(STAFF, {"options": ["extend"]}),
    "POST /api/conversations/{id}/offer": Row(CLIENT, {"choice": "extend"}, names="conversation"),
    "GET /api/desk/conversations/{id}/notes": Row(STAFF, names="conversation"),
    "GET /api/desk/colleagues": Row(STAFF),
    "GET /api/desk/figures": Row(STAFF),
    "GET /api/desk/visitors/{id}": Row(STAFF, names="conversation"),
    "POST /api/desk/clients/find": Row(STAFF, {"q": "nobody@example.com"}),
    "POST /api/desk/conversations/{id}/merge": Row(STAFF, {"client_id": MISSING}, names="conversation"),
    "POST /api/conversations/{id}/page": Row(SIGNED_IN, {"url": "https://example.com/"}, names="conversation"),
    "POST /api/conversations/{id}/support-rating": Row(SIGNED_IN, {"stars": 5}, names="conversation"),
    "GET /api/admin/support": Row(ADMINS),
    "PUT /api/admin/support": Row(ADMINS, SUPPORT_FORM | {"version": 2**30}),
    "POST /api/attachments": Row(
        SIGNED_IN, {"name": "a.txt", "size": 1, "content_type": "text/plain"}, names="conversation"
    ),
    "POST /api/attachments/{id}/complete": Row(SIGNED_IN, names="attachment"),
    "GET /api/attachments/{id}": Row(SIGNED_IN, names="attachment"),
    "POST /api/recordings": Row(SIGNED_IN, {"content_type": "audio/webm"}, names="conversation"),
    "POST /api/recordings/{id}/parts": Row(SIGNED_IN, {"number": 0, "size": 1}, names="attachment"),
    "POST /api/recordings/{id}/complete": Row(SIGNED_IN, {"parts": 1}, names="attachment"),
    "DELETE /api/recordings/{id}": Row(SIGNED_IN, names="attachment"),
    "GET /api/places": Row(EVERYBODY),
    "GET /api/charts/natal": Row(CLIENT),
    "GET /api/charts/natal.svg": Row(CLIENT),
    "GET /api/charts/natal.pdf": Row(CLIENT),
    "GET /api/charts/natal/outline": Row(CLIENT),
    "GET /api/charts/natal/letters": Row(CLIENT),
    "POST /api/charts/natal/send": Row(CLIENT, {"email": "anna@example.com"}),
    "GET /api/admin/services": Row(ADMINS),
    "POST /api/admin/services": Row(ADMINS, {"slug": "Ж"}),
    "GET /api/admin/services/{slug}": Row(ADMINS),
    "PUT /api/admin/services/{slug}": Row(ADMINS, SERVICE_FORM | {"version": 0}),
    "GET /api/admin/astrologers": Row(ADMINS),
    "POST /api/admin/astrologers": Row(ADMINS, {"slug": "Ж"}),
    "GET /api/admin/astrologers/{slug}": Row(ADMINS),
    "PUT /api/admin/astrologers/{slug}": Row(ADMINS, ASTROLOGER_FORM | {"version": 0}),
    "PUT /api/admin/astrologers/{slug}/portrait": Row(ADMINS),
    "GET /api/admin/questions": Row(ADMINS),
    "POST /api/admin/questions": Row(ADMINS, {"slug": "Ж"}),
    "GET /api/admin/questions/{slug}": Row(ADMINS),
    "PUT /api/admin/questions/{slug}": Row(ADMINS, QUESTION_FORM | {"version": 0}),
    "DELETE /api/admin/questions/{slug}": Row(ADMINS, query="?version=0"),
    "GET /api/admin/articles": Row(ADMINS),
    "POST /api/admin/articles": Row(ADMINS, {"slug": "Ж"}),
    "GET /api/admin/articles/{slug}": Row(ADMINS),
    "PUT /api/admin/articles/{slug}": Row(ADMINS, ARTICLE_FORM | {"version": 0}),
    "DELETE /api/admin/articles/{slug}": Row(ADMINS, query="?version=0"),
    "PUT /api/admin/articles/{slug}/cover": Row(ADMINS),
    "PUT /api/admin/order/{name}": Row(ADMINS, {"slugs": []}),
    "GET /api/admin/legal": Row(ADMINS),
    "POST /api/admin/legal": Row(ADMINS, {"slug": "Ж"}),
    "GET /api/admin/legal/{slug}": Row(ADMINS),
    "PUT /api/admin/legal/{slug}": Row(ADMINS, LEGAL_FORM | {"version": 0}),
    "DELETE /api/admin/legal/{slug}/planned": Row(ADMINS, query="?version=0"),
    "GET /api/admin/legal/{slug}/versions": Row(ADMINS),
    "GET /api/admin/legal/{slug}/versions/{number}/changes": Row(ADMINS),
    "GET /api/admin/legal/{slug}/versions/{number}/consents": Row(ADMINS),
    "GET /api/admin/promo-codes": Row(ADMINS),
    "POST /api/admin/promo-codes": Row(ADMINS, {"code": "!"}),
    "GET /api/admin/promo-codes/{code}": Row(ADMINS),
    "PUT /api/admin/promo-codes/{code}": Row(ADMINS, PROMO_FORM | {"version": 0}),
    "POST /api/admin/promo-codes/{code}/end": Row(ADMINS, {"version": 0}),
    "GET /api/admin/certificate-batches": Row(ADMINS),
    "POST /api/admin/certificate-batches": Row(ADMINS, {"service": "Ж"}),
    "GET /api/admin/certificate-batches/{serial}": Row(ADMINS),
    "POST /api/admin/certificate-batches/{serial}/sheet": Row(ADMINS),
    "GET /api/admin/certificate-batches/{serial}/certificates": Row(ADMINS),
    "POST /api/admin/certificate-batches/{serial}/void": Row(ADMINS, {"reason": "Потеряли"}),
    "POST /api/admin/certificates/find": Row(ADMINS, {"code": "NOPE"}),
    "GET /api/admin/organisation": Row(ADMINS),
    "PUT /api/admin/organisation": Row(ADMINS, {"version": 0}),
    "GET /api/admin/orders": Row(ADMINS),
    "POST /api/admin/orders/find": Row(ADMINS, {"q": "nobody@nowhere.example"}),
    "GET /api/admin/orders/{id}": Row(ADMINS),
    "GET /api/admin/conversations": Row(ADMINS),
    "GET /api/admin/conversations/{id}": Row(ADMINS),
    "POST /api/admin/conversations/{id}/open": Row(ADMINS, {"reason": "complaint", "comment": "Жалоба клиента"}),
    "GET /api/admin/conversations/{id}/messages": Row(ADMINS),
    "GET /api/admin/conversations/{id}/attachments/{attachment_id}": Row(ADMINS),
    "GET /api/admin/audit": Row(ADMINS),
    "GET /api/admin/audit.csv": Row(ADMINS),
    "GET /api/admin/orders.csv": Row(ADMINS),
    "GET /api/admin/promo-codes.csv": Row(ADMINS),
    "GET /api/admin/jobs": Row(ADMINS),
    "GET /api/admin/people": Row(ADMINS),
    "POST /api/admin/people/find": Row(ADMINS, {"q": "nobody@nowhere.example"}),
    "POST /api/admin/people/invite": Row(ADMINS, {"email": "x", "becomes": "support"}),
    "GET /api/admin/people/{id}": Row(ADMINS),
    "POST /api/admin/people/{id}/role": Row(ADMINS, {"becomes": "client", "reason": "Ушёл из команды"}),
    "POST /api/admin/people/{id}/block": Row(ADMINS, {"reason": "Ушёл из команды"}),
    "POST /api/admin/people/{id}/unblock": Row(ADMINS, {"reason": "Вернулся"}),
    "POST /api/admin/people/{id}/sign-out": Row(ADMINS, {"reason": "Потерян телефон"}),
    "GET /api/admin/reviews": Row(ADMINS),
    "POST /api/admin/reviews/{id}/moderate": Row(ADMINS, {"status": "hidden", "reason": "Брань"}),
    "POST /api/admin/jobs/{name}/run": Row(ADMINS),
    "POST /api/admin/preview": Row(ADMINS, {"markdown": "**x**"}),
    "GET /api/pictures/{slug}/{name}": Row(EVERYBODY),
    "GET /dev/outbox": Row(EVERYBODY),
    "GET /dev/outbox.json": Row(EVERYBODY),
    "GET /healthz": Row(EVERYBODY),
    "GET /readyz": Row(EVERYBODY),
    "GET /metrics": Row(EVERYBODY),
}

COMMAND_TABLE: Final[Mapping[str, tuple[frozenset[str], Mapping[str, object]]]] = {
    "message.send": (SIGNED_IN, {"client_message_id": str(uuid4()), "text": "?"}),
    "message.edit": (SIGNED_IN, {"seq": 1, "text": "?"}),
    "message.delete": (SIGNED_IN, {"seq": 1}),
    "message.react": (SIGNED_IN, {"seq": 1, "emoji": "👍", "on": True}),
    "conversation.history": (SIGNED_IN, {"limit": 10}),
    "conversation.complete": (SIGNED_IN, {}),
    "receipt.read": (SIGNED_IN, {"seq": 1}),
    "receipt.delivered": (SIGNED_IN, {"seq": 1}),
    "typing.set": (SIGNED_IN, {"state": "typing"}),
    "queue.claim": (SIGNED_IN, {}),
    "queue.resolve": (SIGNED_IN, {}),
    "queue.transfer": (SIGNED_IN, {}),
    "queue.reopen": (SIGNED_IN, {}),
    "queue.view": (SIGNED_IN, {"doing": "viewing"}),
    "queue.snooze": (SIGNED_IN, {}),
    "queue.tag": (SIGNED_IN, {"tags": ["?"]}),
    "queue.block": (SIGNED_IN, {"blocked": True}),
    "note.add": (SIGNED_IN, {"client_note_id": str(uuid4()), "text": "?"}),
    "conversation.sync": (SIGNED_IN, {"conversations": []}),
    "availability.set": (ANSWERERS, {"state": "away"}),
}
NAMES_NO_CONVERSATION: Final = {"conversation.sync", "availability.set"}


async def call(
    http: httpx.AsyncClient, name: str, subject: str, extra: Mapping[str, object] | None = None
) -> httpx.Response:
    """Call an endpoint of the table on `subject`; anybody's own answer, redirects not followed."""
    method, path = name.split(" ")
    row = TABLE[name]
    for part in ("{id}", "{slug}", "{name}", "{provider}", "{attachment_id}"):
        path = path.replace(part, subject)
    body = None
    if row.body is not None:
        body = {**row.body, **(extra or {})}
        if row.names == "conversation" and "{id}" not in name:
            body["conversation_id"] = subject
    return await http.request(method, path + row.query, json=body)


@dataclass(frozen=True)
class Belongings:
    """Things of two people, one of each kind, by the names of the table."""

    client: Person
    astrologer: Person
    ids: Mapping[str, str]
    conversation: Conversation
    support: Conversation


async def belongings_of_two(context: Context) -> Belongings:
    """A client and an astrologer with a consultation, and what else the client has."""
    client = await sign_up(context)
    astrologer = await sign_up(context, Role.ASTROLOGER, "София")
    conversation = await consultation(context, client, astrologer)
    support = await open_support_chat(context.chat, client.user, now=context.clock())
    order = Order(
        client_id=client.user.id,
        service_slug="core",
        service_title=Text(ru="Ядро", en="Core"),
        format=ConsultationFormat.WRITTEN,
        validity=Validity(months=1),
        first_name="Анна",
        phone="+79161234567",
        consent_at=context.clock(),
        price_amount=100,
        created_at=context.clock(),
        cancelled_at=context.clock(),
    )
    await order.insert()
    attachment = Attachment(
        conversation_id=conversation.id,
        owner_id=client.user.id,
        key=f"attachments/{conversation.id}/{new_id()}/original",
        name="a.txt",
        content_type="text/plain",
        size=1,
        created_at=context.clock(),
        ready_at=context.clock(),
        sent_at=context.clock(),
    )
    await attachment.insert()
    reply = Reply(
        scope=ReplyScope.OWN,
        role=Role.ASTROLOGER,
        owner_id=astrologer.user.id,
        title="Приветствие",
        text="Здравствуйте!",
        changed_at=context.clock(),
    )
    await reply.insert()
    (session,) = await sessions_of(client.user.id, context.clock())
    ids = {
        "conversation": str(conversation.id),
        "order": str(order.id),
        "attachment": str(attachment.id),
        "session": str(session.id),
        "reply": str(reply.id),
        "client": client.id,
    }
    return Belongings(client, astrologer, ids, conversation, support)
