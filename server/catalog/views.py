"""Documents of the catalogue as a reader sees them: in one language, at one moment."""

from collections.abc import Sequence
from typing import Literal, cast

from realtime.avatars import avatar_url
from realtime.contracts import Money
from realtime.people import availability_out
from realtime.texts import Language
from server.catalog.contracts import (
    ArticleCard,
    ArticleOut,
    AstrologerCard,
    AstrologerOut,
    ContactsOut,
    FormatOut,
    LegalLink,
    LegalTextOut,
    LegalVersionLink,
    OrganisationOut,
    QuestionOut,
    RatingOut,
    ServiceCard,
    ServiceOut,
    SiteOut,
    SocialOut,
    SupportOut,
    ValidityOut,
)
from server.catalog.covers import cover_address, cover_picture
from server.catalog.duration import duration_text
from server.catalog.markdown import to_html, to_plain
from server.catalog.viewer import Viewer
from storage.articles import Article
from storage.astrologers import Astrologer
from storage.legal_texts import LegalText
from storage.questions import Question
from storage.services import Service
from storage.site import Site

WORDS_PER_MINUTE = 180


def _static(path: str) -> str:
    return f"/static/{path}"


def service_card(service: Service, language: Language) -> ServiceCard:
    """The service as a list shows it."""
    months, days = service.validity.months, service.validity.days
    return ServiceCard(
        slug=service.slug,
        title=service.title.in_language(language),
        summary=service.summary.in_language(language),
        price=Money(amount=service.price_amount, currency=cast("Literal['RUB']", service.currency)),
        validity=ValidityOut(months=months, days=days, text=duration_text(months, days, language)),
        formats=[
            FormatOut(
                format=offer.format.value,
                title=offer.title.in_language(language),
                description=offer.description.in_language(language),
            )
            for offer in service.formats
        ],
        illustration=_static(service.illustration),
    )


def service_page(
    service: Service, related: list[Service], astrologers: list[AstrologerCard], language: Language
) -> ServiceOut:
    """The service with everything its page shows."""
    description = service.description.in_language(language)
    return ServiceOut(
        **dict(service_card(service, language)),
        description=description,
        description_html=to_html(description),
        learn=[text.in_language(language) for text in service.learn],
        related=[service_card(one, language) for one in related],
        astrologers=astrologers,
    )


def astrologer_card(astrologer: Astrologer, viewer: Viewer, *, online: bool, takes_new: bool) -> AstrologerCard:
    """The astrologer as a list shows them."""
    language = viewer.language
    return AstrologerCard(
        slug=astrologer.slug,
        name=astrologer.name.in_language(language),
        bio=astrologer.bio.in_language(language),
        directions=[text.in_language(language) for text in astrologer.directions],
        languages=astrologer.languages,
        portrait=avatar_url(astrologer.portrait),
        presence="online" if online else "offline",
        availability=availability_out(astrologer, viewer.now),
        takes_new=takes_new,
        rating=RatingOut(average=astrologer.total_rating.average, count=astrologer.total_rating.count),
    )


def astrologer_page(
    card: AstrologerCard, astrologer: Astrologer, services: list[Service], language: Language
) -> AstrologerOut:
    """The astrologer with everything their page shows."""
    about = astrologer.about.in_language(language)
    return AstrologerOut(
        **dict(card),
        about=about,
        about_html=to_html(about),
        education=[text.in_language(language) for text in astrologer.education],
        services=[service_card(service, language) for service in services],
    )


def article_card(article: Article, language: Language) -> ArticleCard:
    """The article as a list shows it."""
    return ArticleCard(
        slug=article.slug,
        title=article.title.in_language(language),
        summary=article.summary.in_language(language),
        author=article.author.in_language(language),
        astrologer=article.astrologer,
        cover=cover_address(article),
        picture=cover_picture(article),
        published_at=article.published_at,
        reading_minutes=_reading_minutes(to_plain(article.body.in_language(language))),
    )


def article_page(article: Article, language: Language) -> ArticleOut:
    """The whole article."""
    body = article.body.in_language(language)
    return ArticleOut(**dict(article_card(article, language)), html=to_html(body), plain=to_plain(body))


def _reading_minutes(plain: str) -> int:
    return max(1, round(len(plain.split()) / WORDS_PER_MINUTE))


def question_view(question: Question, language: Language) -> QuestionOut:
    """The question with its answer."""
    answer = question.answer.in_language(language)
    return QuestionOut(
        slug=question.slug,
        question=question.question.in_language(language),
        answer=answer,
        answer_html=to_html(answer),
    )


def legal_link(text: LegalText, language: Language) -> LegalLink:
    """The legal text by name."""
    return LegalLink(
        slug=text.slug,
        title=text.title.in_language(language),
        url=f"/legal/{text.slug}",
        group=text.group.value,
    )


def with_facts(body: str, site: Site, language: Language) -> str:
    """Markdown with the organisation's details in place of its `{...}`."""
    for name, fact in site.facts(language).items():
        body = body.replace(f"{{{name}}}", fact)
    return body


def legal_page(text: LegalText, known: Sequence[LegalText], site: Site, language: Language) -> LegalTextOut:
    """The legal text; `known` are the version in force and those before it, the newest first."""
    body = with_facts(text.body.in_language(language), site, language)
    return LegalTextOut(
        **dict(legal_link(text, language)),
        html=to_html(body),
        plain=to_plain(body),
        effective_at=text.effective_at,
        number=text.number,
        is_in_force=text.number == known[0].number,
        versions=[
            LegalVersionLink(
                number=one.number,
                url=f"/legal/{one.slug}" if at == 0 else f"/legal/{one.slug}/{one.number}",
                effective_at=one.effective_at,
            )
            for at, one in enumerate(known)
        ],
    )


def site_view(site: Site, legal: list[LegalText], viewer: Viewer) -> SiteOut:
    """What every page says about the organisation, and whether support answers right now."""
    language, organisation, hours = viewer.language, site.organisation, site.support_hours
    return SiteOut(
        organisation=OrganisationOut(
            name=organisation.name.in_language(language),
            legal_name=organisation.legal_name.in_language(language),
            taxpayer_number=organisation.taxpayer_number,
            registration_number=organisation.registration_number,
            address=organisation.address.in_language(language),
        ),
        contacts=ContactsOut(**dict(site.contacts)),
        support=SupportOut(
            weekdays=hours.weekdays,
            opens=hours.opens,
            closes=hours.closes,
            timezone=hours.timezone,
            open_now=hours.open_at(viewer.now),
            opens_at=hours.next_opening(viewer.now),
        ),
        social=SocialOut(**dict(site.social)),
        accepted_cards=site.accepted_cards,
        refund_days=site.refund_days,
        legal=[legal_link(text, language) for text in legal],
    )
