"""Files of the front end: hashed ones for ever, the others for a while."""

from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOREVER: Final = "public, max-age=31536000, immutable"
AN_HOUR: Final = "public, max-age=3600"
FIVE_MINUTES: Final = "public, max-age=300"


class FrontEndFiles(StaticFiles):
    """`dist` (the build) and beside it `public` (art): what Vite named by its content may be kept for ever."""

    def __init__(self, dist: Path, public: Path) -> None:
        super().__init__(directory=dist, check_dir=False)
        self.all_directories = [dist, public]

    async def check_config(self) -> None:
        """Nothing to check: without a build, pages say so themselves and everything else still works."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, if there is one; hidden ones are the build's own."""
        if path.startswith("."):
            raise HTTPException(404)
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = FOREVER if path.startswith("assets/") else AN_HOUR
        return response


def stable_file(path: Path, cache: str) -> Response:
    """A file with an address that never changes; not found until it is built."""
    if not path.is_file():
        raise HTTPException(404)
    return FileResponse(path, headers={"Cache-Control": cache})


async def widget(request: Request) -> Response:
    """The chat's launcher, for every page and for foreign sites."""
    return stable_file(request.app.state.renderer.dist / "widget.js", FIVE_MINUTES)


async def push_worker(request: Request) -> Response:
    """The service worker; browsers ask whether it has changed, so it is never old."""
    return stable_file(request.app.state.renderer.dist / "push.js", "no-cache")


async def web_manifest(request: Request) -> Response:
    """What a phone needs to put the product on its home screen."""
    manifest = stable_file(request.app.state.renderer.public / "site.webmanifest", AN_HOUR)
    manifest.headers["Content-Type"] = "application/manifest+json"
    return manifest


async def favicon(request: Request) -> Response:
    """The product's mark."""
    return stable_file(request.app.state.renderer.public / "favicon.svg", AN_HOUR)
