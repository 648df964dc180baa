"""Something of every kind that is stored: what queries are tried on, and with which arguments."""

import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin

from beanie import PydanticObjectId

from storage.answer_drafts import AnswerDraft
from storage.astrologers import Astrologer
from storage.attachments import Attachment, RecordingPart
from storage.audit import AuditedAction, AuditEntry
from storage.certificate_batches import CertificateBatch
from storage.certificates import Certificate
from storage.changes import Decide
from storage.chart_letters import ChartLetter
from storage.client_notes import ClientNotes
from storage.conversations import Consultation, Conversation, ConversationKind, Participant
from storage.deadlines import Change
from storage.deliveries import Attempt, Delivery, NoticeKind
from storage.desk_facts import DeskFact, FactKind
from storage.entitlements import Entitlement, GivenBirth
from storage.erasures import Erasure
from storage.ids import ConversationId, SessionId, UserId, new_id
from storage.legal_texts import LegalGroup, LegalText
from storage.messages import Message, MessageKind, StoredMessage, stored_form
from storage.notes import Note
from storage.orders import ConsentedText, Order
from storage.payments import ClosingReceipt, Payment, Refund
from storage.phone_codes import PhoneCode
from storage.promo_codes import PromoCode
from storage.push_progress import Place
from storage.push_subscriptions import PushSubscription
from storage.queue_place import Queue
from storage.reach import Channel, Reach
from storage.replies import Reply, ReplyScope
from storage.reviews import Review
from storage.search import Scope, SearchEntry, person_scope, search_keys
from storage.search_progress import SearchProgress
from storage.services import ConsultationFormat, Validity
from storage.support_rules import SupportHours, SupportRules
from storage.text import Text
from storage.times import utc_now
from storage.users import Birth, Role, User
from storage.visits import VisitedPage
from storage.waiting import FirstAnswer, Offer, OfferOption, Waiting
from storage.working_hours import WorkingHours

NOW: Final = utc_now()
SOMEBODY: Final = new_id()
CROWD: Final = 60


def _text() -> Text:
    return Text(ru="Ядро", en="Core")


def sample_message(conversation_id: PydanticObjectId, seq: int = 1) -> Message:
    """A client's word in a conversation."""
    return Message(
        conversation_id=conversation_id,
        seq=seq,
        rev=seq % 2,
        sender_id=SOMEBODY,
        sender_role="client",
        sender_name="",
        client_message_id=f"sample-{seq}",
        kind=MessageKind.TEXT,
        created_at=NOW,
    )


def _waiting() -> Waiting:
    return Waiting(seq=1, since=NOW, due_at=NOW, next_notice_at=NOW)


def _offer() -> Offer:
    return Offer(options=[OfferOption.EXTEND], days=7, made_by=UserId(SOMEBODY), made_at=NOW, chosen_at=NOW)


def _conversation(kind: ConversationKind, entitlement_id: PydanticObjectId, visitor: PydanticObjectId) -> Conversation:
    is_support = kind is ConversationKind.SUPPORT
    return Conversation(
        kind=kind,
        participants=[Participant(user_id=SOMEBODY, role=Role.CLIENT, name="Анна")],
        participant_ids=[SOMEBODY, new_id()],
        consultation=None
        if is_support
        else Consultation(
            entitlement_id=entitlement_id, service_slug="core", service_title=_text(), format=ConsultationFormat.WRITTEN
        ),
        queue=Queue() if is_support else None,
        visitor_id=visitor if is_support else None,
        active_until=None if is_support else NOW + timedelta(days=1),
        answered_seq=None if is_support else 5,
        waiting=None if is_support else _waiting(),
        offer=None if is_support else _offer(),
        last_message_at=NOW,
        created_at=NOW,
    )


def _astrologer() -> Astrologer:
    return Astrologer(
        id=SOMEBODY,
        slug="sofia",
        user_id=UserId(SOMEBODY),
        name=_text(),
        bio=_text(),
        about=_text(),
        education=[],
        directions=[],
        services=[],
        languages=[],
        portrait="",
        position=1,
        availability_changes_at=NOW,
    )


def _order() -> Order:
    return Order(
        client_id=SOMEBODY,
        service_slug="core",
        service_title=_text(),
        format=ConsultationFormat.WRITTEN,
        validity=Validity(months=1),
        first_name="Анна",
        phone="+79161234567",
        consent_at=NOW,
        price_amount=100,
        promo_code=str(new_id()),
        consented_to=[
            ConsentedText(slug=slug, number=1, title=_text(), effective_at=NOW, digest=str(new_id()))
            for slug in ("privacy", "terms")
        ],
        idempotency_key=str(new_id()),
        created_at=NOW,
    )


def _entitlement() -> Entitlement:
    return Entitlement(
        client_id=SOMEBODY,
        order_id=new_id(),
        service_slug="core",
        service_title=_text(),
        format=ConsultationFormat.WRITTEN,
        astrologer_id=new_id(),
        astrologer_slug="sofia",
        active_until=NOW + timedelta(days=1),
        created_at=NOW,
    )


def sample_attachment() -> Attachment:
    """A small file, announced."""
    return Attachment(
        conversation_id=new_id(),
        owner_id=SOMEBODY,
        key="attachments/sample",
        name="a.txt",
        content_type="text/plain",
        size=1,
        created_at=NOW,
    )


def _legal_text() -> LegalText:
    return LegalText(
        slug=str(new_id()), group=LegalGroup.PARTNERS, title=_text(), body=_text(), position=1, effective_at=NOW
    )


def _promo_code() -> PromoCode:
    return PromoCode(code=str(new_id()), percent=10, series=str(new_id()))


def _certificate() -> Certificate:
    return Certificate(
        digest=str(new_id()),
        service_slug="core",
        format=ConsultationFormat.WRITTEN,
        created_at=NOW,
        batch_id=new_id(),
        number=1,
    )


def _certificate_batch() -> CertificateBatch:
    return CertificateBatch(
        serial=str(new_id()),
        service_slug="core",
        format=ConsultationFormat.WRITTEN,
        language="ru",
        size=1,
        created_at=NOW,
        created_by=UserId(SOMEBODY),
        made_at=NOW,
    )


def _payment() -> Payment:
    return Payment(order_id=new_id(), provider="sample", amount=1, created_at=NOW, next_check_at=NOW)


def _answer_draft() -> AnswerDraft:
    return AnswerDraft(
        conversation_id=ConversationId(new_id()), owner_id=UserId(SOMEBODY), text="", version=1, saved_at=NOW
    )


def _client_notes() -> ClientNotes:
    people = {"client_id": UserId(new_id()), "astrologer_id": UserId(new_id())}
    return ClientNotes(**people, text="", tags=[], version=1, changed_at=NOW)


def _reply() -> Reply:
    return Reply(
        scope=ReplyScope.OWN,
        role=Role.SUPPORT,
        owner_id=UserId(SOMEBODY),
        title="Привет",
        text="Привет",
        changed_at=NOW,
    )


def _review() -> Review:
    return Review(conversation_id=new_id(), astrologer_id=SOMEBODY, client_id=SOMEBODY, stars=5, created_at=NOW)


def _note(conversation_id: PydanticObjectId) -> Note:
    return Note(
        conversation_id=ConversationId(conversation_id),
        author_id=UserId(SOMEBODY),
        author_name="Олег",
        client_note_id=str(new_id()),
        text="sample",
        after_seq=1,
        created_at=NOW,
    )


def _audit_entry() -> AuditEntry:
    return AuditEntry(
        at=NOW,
        actor_id=UserId(SOMEBODY),
        actor_role=Role.ADMIN,
        action=AuditedAction.REVIEW_HIDDEN,
        subject="review:sample",
        person_id=UserId(SOMEBODY),
    )


def _delivery() -> Delivery:
    return Delivery(
        key=str(new_id()),
        user_id=UserId(SOMEBODY),
        kind=NoticeKind.UNREAD_MESSAGE,
        path="/cabinet",
        created_at=NOW,
        due_at=NOW,
    )


SAMPLES: Final[Mapping[object, Callable[[], object]]] = {
    PydanticObjectId: lambda: SOMEBODY,
    datetime: lambda: NOW,
    str: lambda: "sample",
    timedelta: lambda: timedelta(days=7),
    int: lambda: 5,
    bool: lambda: True,
    Message: lambda: sample_message(new_id()),
    StoredMessage: lambda: stored_form(sample_message(new_id())),
    Order: _order,
    Entitlement: _entitlement,
    GivenBirth: lambda: GivenBirth(name="", is_self=True, born=Birth(date=NOW.date()), given_at=NOW),
    Attachment: sample_attachment,
    RecordingPart: lambda: RecordingPart(number=5, size=5),
    LegalText: _legal_text,
    PromoCode: _promo_code,
    Certificate: _certificate,
    CertificateBatch: _certificate_batch,
    dict[str, Any]: lambda: {"language": "en"},
    Payment: _payment,
    ClosingReceipt: lambda: ClosingReceipt(amount=1, asked_at=NOW),
    Refund: lambda: Refund(key="sample", amount=1, is_whole=True, asked_at=NOW),
    Reply: _reply,
    Review: _review,
    Note: lambda: _note(new_id()),
    Erasure: lambda: Erasure(id=UserId(new_id()), person_ids=[UserId(SOMEBODY)], requested_at=NOW),
    User: lambda: User(id=SOMEBODY, created_at=NOW),
    ChartLetter: lambda: ChartLetter(
        client_id=SOMEBODY, email="", language="ru", created_at=NOW, next_try_at=NOW, expires_at=NOW
    ),
    PhoneCode: lambda: PhoneCode(id="+79160000001", request="r", code_hash="h", sent_at=NOW, expires_at=NOW),
    PushSubscription: lambda: PushSubscription(
        endpoint=new_id().binary.hex(),
        p256dh="",
        auth="",
        user_id=UserId(SOMEBODY),
        session_id=SessionId(SOMEBODY),
        language="ru",
        created_at=NOW,
    ),
    Mapping[Place, int]: lambda: {(UserId(SOMEBODY), ConversationId(SOMEBODY)): 5},
    Participant: lambda: Participant(user_id=new_id(), role=Role.SUPPORT, name="Олег"),
    Mapping[str, object]: lambda: {"language": "en"},
    Mapping[str, Any]: lambda: {"language": "en"},
    Decide: lambda: lambda _, message: message,
    Scope: lambda: person_scope(UserId(SOMEBODY)),
    SearchProgress: lambda: SearchProgress(id="messages", holder="sample"),
    AuditEntry: _audit_entry,
    Attempt: lambda: Attempt(channel=Channel.EMAIL, at=NOW, code="taken"),
    Delivery: _delivery,
    Mapping[str, str]: lambda: {"name": "Мира"},
    SupportHours: lambda: SupportHours(weekdays=[1], opens="09:00", closes="18:00", timezone="Europe/Moscow"),
    SupportRules: SupportRules,
    VisitedPage: lambda: VisitedPage(url="https://example.com/", title="", referrer=None, at=NOW),
    Waiting: _waiting,
    Offer: _offer,
    FirstAnswer: lambda: FirstAnswer(astrologer_id=UserId(SOMEBODY), answered_at=NOW, seconds=5, on_time=True),
    WorkingHours: lambda: WorkingHours(timezone="UTC", week=[]),
    Astrologer: _astrologer,
    Conversation: lambda: _conversation(ConversationKind.CONSULTATION, new_id(), new_id()),
    Change: lambda: Change(NOW, _waiting(), _offer()),
    SearchEntry: lambda: SearchEntry(id=new_id(), at=NOW, keys=[1, 2]),
}


def sample_of(hint: Any) -> object:
    """A value of the type; of an optional one a value that is there."""
    if hint in SAMPLES:
        return SAMPLES[hint]()
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return sample_of(next(one for one in inner if one is not type(None)))
    if origin in (list, Sequence, Collection):
        return [sample_of(inner[0]), sample_of(inner[0])]
    if origin is tuple:
        return tuple(sample_of(one) for one in inner if one is not Ellipsis)
    if inspect.isclass(hint) and issubclass(hint, Enum):
        return next(iter(hint))
    raise AssertionError(f"no sample of {hint}: add one to SAMPLES")


async def fill() -> None:
    """Put enough into the database that an index is worth reading."""
    await Delivery.insert_many([_delivery() for _ in range(CROWD)])
    fact = {"kind": FactKind.RATED, "at": NOW, "conversation_id": new_id(), "person_id": None, "value": 5}
    await DeskFact.insert_many([DeskFact(key=str(number), **fact) for number in range(CROWD)])
    await Reach.insert_many([Reach(id=UserId(new_id())) for _ in range(CROWD)])
    await AuditEntry.insert_many([_audit_entry() for _ in range(CROWD)])
    for kind in ConversationKind:
        await Conversation.insert_many([_conversation(kind, new_id(), new_id()) for _ in range(CROWD)])
    await Message.insert_many([sample_message(SOMEBODY, seq) for seq in range(1, CROWD)])
    await Order.insert_many([_order() for _ in range(CROWD)])
    await Entitlement.insert_many([_entitlement() for _ in range(CROWD)])
    await Attachment.insert_many([sample_attachment() for _ in range(CROWD)])
    await LegalText.insert_many([_legal_text() for _ in range(CROWD)])
    await PromoCode.insert_many([_promo_code() for _ in range(CROWD)])
    await Certificate.insert_many([_certificate() for _ in range(CROWD)])
    await CertificateBatch.insert_many([_certificate_batch() for _ in range(CROWD)])
    await Payment.insert_many([_payment() for _ in range(CROWD)])
    await Note.insert_many([_note(new_id()) for _ in range(CROWD)])
    await Review.insert_many([_review() for _ in range(CROWD)])
    await AnswerDraft.insert_many([_answer_draft() for _ in range(CROWD)])
    await ClientNotes.insert_many([_client_notes() for _ in range(CROWD)])
    await Reply.insert_many([_reply() for _ in range(CROWD)])
    await Payment.insert_one(_payment().model_copy(update={"id": SOMEBODY}))
    keys = search_keys([person_scope(UserId(SOMEBODY))], ["sample", "other"])
    await SearchEntry.insert_many([SearchEntry(id=new_id(), at=NOW, keys=keys) for _ in range(CROWD)])
    await SearchProgress(id="messages", holder="sample").insert()
    await User.insert_many([User(email=f"{n}@example.com", created_at=NOW) for n in range(CROWD)])
