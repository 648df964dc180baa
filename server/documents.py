"""Every document of the product; their indexes are made from this list."""

from beanie import Document

from storage.articles import Article
from storage.astrologers import Astrologer
from storage.attachments import Attachment
from storage.certificates import Certificate
from storage.changes import Revision
from storage.chart_letters import ChartLetter
from storage.conversations import Conversation
from storage.entitlements import Entitlement
from storage.erasures import Erasure
from storage.leases import Lease
from storage.messages import Message
from storage.orders import Order
from storage.password_resets import PasswordReset
from storage.payments import Payment
from storage.phone_codes import PhoneCode
from storage.promo_codes import PromoCode
from storage.push_progress import PushNotice, PushProgress
from storage.push_subscriptions import PushSubscription
from storage.questions import Question
from storage.reviews import Review
from storage.search import SearchEntry
from storage.search_progress import SearchProgress
from storage.services import Service
from storage.sessions import Session
from storage.site import LegalText, Site
from storage.users import User

DOCUMENTS: tuple[type[Document], ...] = (
    Article,
    Astrologer,
    Attachment,
    Certificate,
    ChartLetter,
    Conversation,
    Entitlement,
    Erasure,
    Lease,
    LegalText,
    Message,
    Order,
    PasswordReset,
    Payment,
    PhoneCode,
    PromoCode,
    PushNotice,
    PushProgress,
    PushSubscription,
    Question,
    Review,
    Revision,
    SearchEntry,
    SearchProgress,
    Service,
    Session,
    Site,
    User,
)
