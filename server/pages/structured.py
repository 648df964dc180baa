"""What search engines read beside the page: schema.org as JSON-LD data."""

from collections.abc import Sequence

from server.catalog.contracts import ArticleOut, AstrologerOut, QuestionOut, ServiceOut, SiteOut
from server.reviews.contracts import PublicReviewOut

Json = dict[str, object]


def home(site: SiteOut, questions: Sequence[QuestionOut], base_url: str) -> list[Json]:
    """The organisation, and its questions with their answers."""
    answers = [
        {
            "@type": "Question",
            "name": one.question,
            "acceptedAnswer": {"@type": "Answer", "text": one.answer_html},
        }
        for one in questions
    ]
    return [_organisation(site, base_url), _searchable(site, base_url), {**_kind("FAQPage"), "mainEntity": answers}]


def _searchable(site: SiteOut, base_url: str) -> Json:
    """The site with the address of its search."""
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{base_url}/search?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    return {**_kind("WebSite"), "name": site.organisation.name, "url": base_url, "potentialAction": search}


def service(shown: ServiceOut, site: SiteOut, base_url: str) -> list[Json]:
    """The service with its price."""
    address = f"{base_url}/services/{shown.slug}"
    offer = {
        "@type": "Offer",
        "price": f"{shown.price.amount / 100:.2f}",
        "priceCurrency": shown.price.currency,
        "availability": "https://schema.org/InStock",
        "url": address,
    }
    return [
        {
            **_kind("Service"),
            "name": shown.title,
            "description": shown.summary,
            "url": address,
            "provider": _organisation(site, base_url),
            "offers": offer,
        }
    ]


def astrologer(shown: AstrologerOut, reviews: Sequence[PublicReviewOut], site: SiteOut, base_url: str) -> list[Json]:
    """The person, as the organisation's; what they do with its stars, when the page shows reviews of it."""
    person: Json = {
        **_kind("Person"),
        "name": shown.name,
        "description": shown.bio,
        "image": base_url + shown.portrait,
        "url": f"{base_url}/astrologers/{shown.slug}",
        "knowsAbout": shown.directions,
        "worksFor": _organisation(site, base_url),
    }
    return [person, _reviewed(shown, reviews, base_url)] if reviews else [person]


def _reviewed(shown: AstrologerOut, reviews: Sequence[PublicReviewOut], base_url: str) -> Json:
    """Stars are given to what is done: schema.org knows none of a person."""
    address = f"{base_url}/astrologers/{shown.slug}"
    return {
        **_kind("Service"),
        "name": shown.name,
        "description": shown.bio,
        "url": address,
        "provider": {"@type": "Person", "name": shown.name, "url": address},
        "aggregateRating": {
            "@type": "AggregateRating",
            "ratingValue": shown.rating.average,
            "bestRating": 5,
            "worstRating": 1,
            "ratingCount": shown.rating.count,
        },
        "review": [
            {
                "@type": "Review",
                "reviewRating": {"@type": "Rating", "ratingValue": one.stars, "bestRating": 5, "worstRating": 1},
                "author": {"@type": "Person", "name": one.name},
                "datePublished": one.created_at.date().isoformat(),
                "reviewBody": one.text,
            }
            for one in reviews
            if one.text and one.name
        ],
    }


def article(shown: ArticleOut, site: SiteOut, base_url: str) -> list[Json]:
    """The article with its author."""
    return [
        {
            **_kind("Article"),
            "headline": shown.title,
            "description": shown.summary,
            "image": base_url + shown.cover,
            "datePublished": shown.published_at.isoformat(),
            "author": {"@type": "Person", "name": shown.author},
            "publisher": _organisation(site, base_url),
        }
    ]


def _organisation(site: SiteOut, base_url: str) -> Json:
    return {
        **_kind("Organization"),
        "name": site.organisation.name,
        "legalName": site.organisation.legal_name,
        "url": base_url,
        "email": site.contacts.email,
        "telephone": site.contacts.phone,
        "address": site.organisation.address,
        "sameAs": [site.social.telegram, site.social.vkontakte],
    }


def _kind(name: str) -> Json:
    return {"@context": "https://schema.org", "@type": name}
