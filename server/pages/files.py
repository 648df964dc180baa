"""Files of the front end: hashed ones for ever, the others for a while; in Brotli where the build has made it so."""

import os
from mimetypes import guess_type
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles
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

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file in the tightest form that the browser takes. It was found inside the directories before."""
        pressed = pressed_form(Path(full_path), Headers(scope=scope))
        if pressed is None:
            return super().file_response(full_path, stat_result, scope, status_code)
        if self.is_not_modified(pressed.headers, Headers(scope=scope)):
            return NotModifiedResponse(pressed.headers)
        return pressed


def pressed_form(path: Path, asked: Headers) -> FileResponse | None:
    """The Brotli form of a file, when the build made one and the browser takes it."""
    taken = {one.partition(";")[0].strip() for one in asked.get("accept-encoding", "").split(",")}
    if "br" not in taken or "range" in asked:
        return None
    pressed = path.with_name(f"{path.name}.br")
    if not pressed.is_file():
        return None
    headers = {"Content-Encoding": "br", "Vary": "Accept-Encoding"}
    return FileResponse(pressed, headers=headers, media_type=guess_type(path.name)[0], stat_result=pressed.stat())


def stable_file(path: Path, cache: str, asked: Headers | None = None) -> Response:
    """A file with an address that never changes; not found until it is built. `asked`: in the form that fits these."""
    if not path.is_file():
        raise HTTPException(404)
    response = (pressed_form(path, asked) if asked else None) or FileResponse(path)
    response.headers["Cache-Control"] = cache
    return response


async def widget(request: Request) -> Response:
    """The chat's launcher, for every page and for foreign sites."""
    return stable_file(request.app.state.renderer.dist / "widget.js", FIVE_MINUTES, request.headers)


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
