"""The table of pages: every address a browser may be pointed at, and the files those pages need."""

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute, Mount, Route

from server.pages import crawlers, endpoints, entrances, files
from server.pages.page import Page
from server.pages.renderer import WEB
from storage.users import Role

CABINET = entrances.shell("cabinet/main.tsx", "cabinet.html", Role.CLIENT)
CONSOLE = entrances.shell("console/main.tsx", "console.html", Role.ASTROLOGER)
DESK = entrances.shell("support/main.tsx", "desk.html", Role.SUPPORT, Role.ADMIN)
OFFICE = entrances.shell("office/main.tsx", "office.html", Role.ADMIN)

PAGES: list[Page] = [
    Page("/", endpoints.show_home),
    Page("/services/{slug}", endpoints.show_service),
    Page("/astrologers", endpoints.list_astrologers),
    Page("/astrologers/{slug}", endpoints.show_astrologer),
    Page("/articles", endpoints.list_articles),
    Page("/articles/{slug}", endpoints.show_article),
    Page("/search", endpoints.search),
    Page("/legal/{slug}", endpoints.show_legal_text),
    Page("/legal/{slug}/{number}", endpoints.show_legal_text),
    Page("/refund", entrances.show_refund),
    Page("/sign-in", entrances.show_sign_in),
    Page("/reset-password", entrances.show_password_reset),
    Page("/go/{token}", entrances.follow_link),
    Page("/cabinet", CABINET),
    Page("/cabinet/{rest:path}", CABINET),
    Page("/console", CONSOLE),
    Page("/console/{rest:path}", CONSOLE),
    Page("/desk", DESK),
    Page("/desk/{rest:path}", DESK),
    Page("/admin", OFFICE),
    Page("/admin/{rest:path}", OFFICE),
    Page("/dev/ui", entrances.show_design),
    Page("/robots.txt", crawlers.show_robots),
    Page("/sitemap.xml", crawlers.show_sitemap),
]


def page_routes() -> list[BaseRoute]:
    """Every page and file of the front end. The application's `state.renderer` is the `Renderer` they are drawn by."""
    return [
        *(page.route() for page in PAGES),
        Route("/widget.js", files.widget, middleware=[Middleware(GZipMiddleware)]),
        Route("/push.js", files.push_worker),
        Route("/site.webmanifest", files.web_manifest),
        Route("/favicon.svg", files.favicon),
        Mount(
            "/static",
            files.FrontEndFiles(WEB / "dist", WEB / "public"),
            name="static",
            middleware=[Middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)],
        ),
    ]
