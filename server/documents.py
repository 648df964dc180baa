"""Every document of the product; their indexes are made from this list."""

from beanie import Document

from storage.answer_drafts import AnswerDraft
from storage.articles import Article
from storage.astrologers import Astrologer
from storage.attachments import Attachment
from storage.audit import AuditEntry
from storage.certificate_batches import CertificateBatch
from storage.certificates import Certificate
from storage.changes import Revision
from storage.chart_letters import ChartLetter
from storage.client_notes import ClientNotes
from storage.conversations import Conversation
from storage.deliveries import Delivery
from storage.desk_facts import DeskFact
from storage.entitlements import Entitlement
from storage.erasures import Erasure
from storage.job_runs import JobRun
from storage.leases import Lease
from storage.legal_texts import LegalText
from storage.messages import Message
from storage.notes import Note
from storage.orders import Order
from storage.password_resets import PasswordReset
from storage.payments import Payment
from storage.phone_codes import PhoneCode
from storage.promo_codes import PromoCode
from storage.push_progress import PushNotice, PushProgress
from storage.push_subscriptions import PushSubscription
from storage.questions import Question
from storage.reach import Reach
from storage.replies import Reply
from storage.reviews import Review
from storage.search import SearchEntry
from storage.search_progress import SearchProgress
from storage.services import Service
from storage.sessions import Session
from storage.site import Site
from storage.users import User
from storage.visits import Visit

DOCUMENTS: tuple[type[Document], ...] = (
    AnswerDraft,
    Article,
    Astrologer,
    Attachment,
    AuditEntry,
    Certificate,
    CertificateBatch,
    ChartLetter,
    ClientNotes,
    Conversation,
    Delivery,
    DeskFact,
    Entitlement,
    Erasure,
    JobRun,
    Lease,
    LegalText,
    Message,
    Note,
    Order,
    PasswordReset,
    Payment,
    PhoneCode,
    PromoCode,
    PushNotice,
    PushProgress,
    PushSubscription,
    Question,
    Reply,
    Reach,
    Review,
    Revision,
    SearchEntry,
    SearchProgress,
    Service,
    Session,
    Site,
    User,
    Visit,
)
