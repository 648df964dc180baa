"""Every kind of document has a place in the deletion of an account."""

from collections.abc import Mapping

from beanie import Document

from server.documents import DOCUMENTS
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

BECOMES: Mapping[type[Document], str] = (
    {
        AnswerDraft: "forgotten with the conversations it was written in",
        ChartLetter: "forgotten, and not sent any more",
        Attachment: "erased, and swept with its bytes",
        AuditEntry: "tells ids alone: who of the team did what",
        ClientNotes: "forgotten",
        Conversation: "a consultation stays without the name, a help chat without its words",
        Delivery: "forgotten",
        DeskFact: "tells ids and numbers alone",
        Entitlement: "stays without the birth it was about",
        Erasure: "the record of the deletion itself",
        Message: "a consultation's stay without the name, a help chat's lose their words",
        Note: "forgotten with the help chat it was written beside",
        Order: "stays for the books without name, phone and address",
        PasswordReset: "ended",
        Payment: "stays for the books without the page; only a refund or receipt on its way knows where it goes",
        PhoneCode: "forgotten",
        PushNotice: "tells ids alone, and is gone after a week",
        PushSubscription: "forgotten",
        Reach: "forgotten",
        Review: "its stars stay without words and name",
        Revision: "forgotten",
        SearchEntry: "leads there by the person no more",
        Session: "ended",
        User: "an empty place",
        Visit: "forgotten with the help chat it belongs to",
    }
    | {Certificate: "tells an id alone"}
    | dict.fromkeys(
        (
            Article,
            Astrologer,
            CertificateBatch,
            JobRun,
            Lease,
            LegalText,
            PromoCode,
            PushProgress,
            Question,
            Reply,
            SearchProgress,
            Service,
            Site,
        ),
        "of no client",
    )
)
"""What a deletion makes of every kind of document. Whoever stores something new says here what becomes of it, and adds
it to `server/privacy/erasure.py` and `export.py` when it is a person's."""


def test_every_document_says_here_what_becomes_of_it() -> None:
    assert set(BECOMES) == set(DOCUMENTS)
