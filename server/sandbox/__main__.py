"""`python -m server.sandbox --http-port P --smtp-port Q --state FILE`: runs until SIGTERM or Ctrl-C, exits with 0."""

import argparse
import signal
import sys
from pathlib import Path
from types import FrameType

import uvicorn

from server.sandbox.app import sandbox
from server.sandbox.state import State


def main() -> None:
    """Serve the sandbox."""
    parser = argparse.ArgumentParser(prog="python -m server.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--http-port", type=int, required=True)
    parser.add_argument("--smtp-port", type=int, required=True)
    parser.add_argument("--state", type=Path, required=True, help="the file that everything is kept in")
    parser.add_argument("--notify-url", default="", help="where the acquirer sends its notices")
    options = parser.parse_args()

    # uvicorn raises the signal again once it has stopped.
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, _leave)
    state = State(options.state, notify_url=options.notify_url)
    app = sandbox(state, host=options.host, smtp_port=options.smtp_port)
    uvicorn.run(
        app,
        host=options.host,
        port=options.http_port,
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        timeout_graceful_shutdown=5,
    )


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(0)


if __name__ == "__main__":
    main()
