"""Questions and articles over HTTP, for administrators alone; and the pictures, which everybody sees."""

from typing import Final

from starlette.responses import Response

from realtime.contract import Contract
from server.admin.catalogue import articles, pictures, questions
from server.admin.catalogue import contracts as shared
from server.admin.catalogue import writing as wire
from server.http import Access, Call, Endpoint, read_limited

ADMIN: Final = Access.ADMIN
FOREVER: Final = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}


async def list_questions(call: Call[None]) -> Contract:
    return await questions.list_questions(call.query)


async def show_question(call: Call[None]) -> Contract:
    return await questions.show_question(call.path["slug"])


async def create_question(call: Call[wire.NewQuestion]) -> Contract:
    return await questions.create_question(call.require_actor(), call.body)


async def change_question(call: Call[wire.ChangeQuestion]) -> Contract:
    return await questions.change_question(call.require_actor(), call.path["slug"], call.body)


async def remove_question(call: Call[None]) -> None:
    await questions.remove_question(call.require_actor(), call.path["slug"], call.query)


async def list_articles(call: Call[None]) -> Contract:
    return await articles.list_articles(call.query)


async def show_article(call: Call[None]) -> Contract:
    return await articles.show_article(call.path["slug"])


async def create_article(call: Call[wire.NewArticle]) -> Contract:
    return await articles.create_article(call.require_actor(), call.body)


async def change_article(call: Call[wire.ChangeArticle]) -> Contract:
    return await articles.change_article(call.require_actor(), call.path["slug"], call.body)


async def remove_article(call: Call[None]) -> None:
    await articles.remove_article(call.require_actor(), call.path["slug"], call.query)


async def replace_cover(call: Call[None]) -> Contract:
    content = await read_limited(call.request, pictures.MAX_PICTURE_BYTES)
    return await articles.replace_cover(call.require_actor(), call.path["slug"], content)


async def show_picture(call: Call[None]) -> Response:
    content, media_type = await pictures.read(call.context.objects, call.path["slug"], call.path["name"])
    return Response(content, 200, FOREVER, media_type)


ENDPOINTS: list[Endpoint] = [
    Endpoint(
        "GET",
        "/api/admin/questions",
        list_questions,
        "Questions to edit",
        query=shared.RecordQuery,
        answer=wire.QuestionRecords,
        access=ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/questions",
        create_question,
        "Make a question",
        wire.NewQuestion,
        answer=wire.QuestionRecord,
        status=201,
        access=ADMIN,
    ),
    Endpoint(
        "GET",
        "/api/admin/questions/{slug}",
        show_question,
        "A question to edit",
        answer=wire.QuestionRecord,
        access=ADMIN,
    ),
    Endpoint(
        "PUT",
        "/api/admin/questions/{slug}",
        change_question,
        "Change a question",
        wire.ChangeQuestion,
        answer=wire.QuestionRecord,
        access=ADMIN,
    ),
    Endpoint(
        "DELETE",
        "/api/admin/questions/{slug}",
        remove_question,
        "Remove a question",
        query=shared.SeenVersion,
        status=204,
        access=ADMIN,
    ),
    Endpoint(
        "GET",
        "/api/admin/articles",
        list_articles,
        "Articles, those still to come too",
        query=shared.RecordQuery,
        answer=wire.ArticleRecords,
        access=ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/articles",
        create_article,
        "Make an article",
        wire.NewArticle,
        answer=wire.ArticleRecord,
        status=201,
        access=ADMIN,
    ),
    Endpoint(
        "GET", "/api/admin/articles/{slug}", show_article, "An article to edit", answer=wire.ArticleRecord, access=ADMIN
    ),
    Endpoint(
        "PUT",
        "/api/admin/articles/{slug}",
        change_article,
        "Change an article",
        wire.ChangeArticle,
        answer=wire.ArticleRecord,
        access=ADMIN,
    ),
    Endpoint(
        "DELETE",
        "/api/admin/articles/{slug}",
        remove_article,
        "Remove an article",
        query=shared.SeenVersion,
        status=204,
        access=ADMIN,
    ),
    Endpoint(
        "PUT",
        "/api/admin/articles/{slug}/cover",
        replace_cover,
        "Give an article a cover (JPEG, PNG or WebP as the body)",
        answer=wire.ArticleRecord,
        access=ADMIN,
    ),
    Endpoint("GET", "/api/pictures/{slug}/{name}", show_picture, "A file of a cover picture"),
]
