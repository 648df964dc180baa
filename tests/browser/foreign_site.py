"""A site of somebody else, on an origin of its own, that has the chat on its pages."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

HOSTILE = """
* { all: unset !important; color: red !important; font: 40px fantasy !important; display: inline !important;
    transform: rotate(3deg) !important; visibility: hidden !important; }
html { font-size: 40px; }
"""

HOST_SCRIPT = """
window.heard = [];
window.Astars = window.Astars || [];
for (const name of ["open", "close", "message", "unread"])
  Astars.push(["on", name, (detail) => heard.push(detail === undefined ? name : `${name} ${detail}`)]);
Astars.push(["identify", { name: "Мария", phone: "+79161234561" }]);
if (location.search === "?open") Astars.push(["open"]);
"""


@dataclass(frozen=True)
class ForeignSite:
    """`url` is its origin; its pages: /, /second, /english, /hostile, /strict, /calls."""

    url: str


def _pages(service: str) -> Mapping[str, tuple[str, str]]:
    """Path → what is in the head, and the policy the page is served with."""
    tag = f'<script src="{service}/widget.js" async></script>'
    wishes = f'<script src="{service}/widget.js" async data-lang="en" data-theme="dark" data-position="left"></script>'
    socket = service.replace("http", "ws", 1)
    strict = (
        f"default-src 'none'; script-src 'self' {service}; connect-src {service} {socket}; img-src blob:; "
        "base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    return {
        "/": (tag, ""),
        "/second": (tag, ""),
        "/english": (wishes, ""),
        "/hostile": (f"<style>{HOSTILE}</style>{tag}", ""),
        "/strict": (tag, strict),
        "/calls": (f'<script src="/host.js"></script>{tag}', strict),
    }


@contextmanager
def foreign_site(service: str) -> Iterator[ForeignSite]:
    """Serve the pages while the block runs; `service` is where the product is."""
    pages = _pages(service)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path == "/host.js":
                self._answer(HOST_SCRIPT, "text/javascript", "")
            elif path in pages:
                head, policy = pages[path]
                body = "<main><h1>Пекарня</h1><p>Хлеб каждый день.</p></main>"
                source = (
                    f'<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Пекарня</title>'
                    f'<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">{head}</head>'
                    f"<body>{body}</body></html>"
                )
                self._answer(source, "text/html", policy)
            else:
                self.send_error(404)

        def _answer(self, text: str, kind: str, policy: str) -> None:
            body = text.encode()
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            if policy:
                self.send_header("Content-Security-Policy", policy.replace("img-src", "img-src data:"))
            self.end_headers()
            self.wfile.write(body)

        def log_request(self, code: object = "-", size: object = "-") -> None:
            """Nothing to say."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            # Another host name besides the port: another site, not only another origin.
            yield ForeignSite(f"http://localhost:{server.server_port}")
        finally:
            server.shutdown()
            thread.join()
