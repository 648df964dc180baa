"""The catalogue's documents, made from `content/`."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from server.seed.library import read_essays, read_table, read_tables, text
from storage.articles import Article
from storage.astrologers import Astrologer, Rating
from storage.certificates import Certificate, certificate_digest
from storage.ids import UserId
from storage.legal_texts import LegalGroup, LegalText
from storage.promo_codes import PromoCode
from storage.questions import Question
from storage.reviews import Review
from storage.services import ConsultationFormat, Extension, FormatOffer, Service, Validity
from storage.site import Contacts, Organisation, Site, SocialLinks
from storage.support_rules import SupportHours


def services() -> list[Service]:
    """Every service, with the words of its formats."""
    formats = read_table("formats")
    return [
        Service(
            slug=slug,
            title=text(table["title"]),
            summary=text(table["summary"]),
            description=text(table["description"]),
            learn=[text(line) for line in table["learn"]],
            price_amount=table["price_amount"],
            validity=Validity(**table["validity"]),
            formats=[
                FormatOffer(
                    format=ConsultationFormat(name),
                    title=text(formats[name]["title"]),
                    description=text(formats[name]["description"]),
                )
                for name in table["formats"]
            ],
            related=table["related"],
            illustration=f"art/services/{slug}.svg",
            featured=table.get("featured", False),
            grants_chart=table.get("grants_chart", False),
            birth_of=table["birth_of"],
            extension=Extension(**table["extension"]) if "extension" in table else None,
            answer_within_hours=table.get("answer_within_hours", 48),
            position=table["position"],
        )
        for slug, table in read_tables("services")
    ]


def portrait_path(slug: str) -> str:
    """Where an astrologer's portrait lies below `/static/`; their conversations show the same picture."""
    return f"art/astrologers/{slug}.svg"


def astrologers(accounts: Mapping[str, UserId], reviews: Sequence[Review]) -> list[Astrologer]:
    """Every astrologer's page; `accounts` holds their user ids by slug. `reviews` count, as given ones do."""
    return [
        Astrologer(
            slug=slug,
            user_id=accounts[slug],
            name=text(table["name"]),
            bio=text(table["bio"]),
            about=text(table["about"]),
            education=[text(line) for line in table["education"]],
            directions=[text(line) for line in table["directions"]],
            services=table["services"],
            languages=table["languages"],
            portrait=portrait_path(slug),
            position=table["position"],
            rating=Rating(**table["rating"]),
            reviewed=sum((one.counted for one in reviews if one.astrologer_id == accounts[slug]), Rating()),
        )
        for slug, table in read_tables("astrologers")
    ]


def articles() -> list[Article]:
    """Every article."""
    names = {slug: text(table["name"]) for slug, table in read_tables("astrologers")}
    return [
        Article(
            slug=essay.slug,
            title=essay.title,
            summary=essay.summary,
            body=essay.body,
            author=names[essay.head["astrologer"]],
            astrologer=essay.head["astrologer"],
            cover=f"art/articles/{essay.slug}.svg",
            published_at=essay.head["published_at"],
        )
        for essay in read_essays("articles")
    ]


def questions() -> list[Question]:
    """Every question, in the order of the file."""
    return [
        Question(slug=one["slug"], question=text(one["question"]), answer=text(one["answer"]), position=position)
        for position, one in enumerate(read_table("questions")["question"], start=1)
    ]


def legal_texts() -> list[LegalText]:
    """Every legal text, the organisation's details still as `{...}`."""
    return [
        LegalText(
            slug=essay.slug,
            group=LegalGroup(essay.head["group"]),
            title=essay.title,
            body=essay.body,
            position=essay.head["position"],
            effective_at=essay.head["effective_at"],
        )
        for essay in read_essays("legal")
    ]


def site() -> Site:
    """The organisation of the demo."""
    table = read_table("site")
    organisation = table["organisation"]
    return Site(
        organisation=Organisation(
            name=text(organisation["name"]),
            legal_name=text(organisation["legal_name"]),
            taxpayer_number=organisation["taxpayer_number"],
            registration_number=organisation["registration_number"],
            address=text(organisation["address"]),
        ),
        contacts=Contacts(**table["contacts"]),
        support_hours=SupportHours(**table["support_hours"]),
        social=SocialLinks(**table["social"]),
        accepted_cards=table["accepted_cards"],
        refund_days=table["refund_days"],
    )


def promo_codes() -> list[PromoCode]:
    """Promo codes of the demo."""
    return [PromoCode(code=one["code"], percent=one["percent"]) for one in read_table("promotions")["promo_code"]]


def certificates(now: datetime) -> list[Certificate]:
    """Certificates of the demo, not redeemed yet."""
    return [
        Certificate(
            digest=certificate_digest(one["code"]),
            service_slug=one["service"],
            format=ConsultationFormat(one["format"]),
            created_at=now,
        )
        for one in read_table("promotions")["certificate"]
    ]
