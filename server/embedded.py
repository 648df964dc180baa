"""`astars embedded`: the three servers alone, for working on the product with processes of one's own."""

import sys

from server.settings import Settings
from server.stopping import Stopped, StopRequest
from storage.embedded import EmbeddedError, start


def main() -> int:
    """Print the addresses, one `NAME=value` a line, and keep the servers running until Ctrl-C or SIGTERM."""
    stop = StopRequest()
    try:
        with start(Settings().var) as embedded:
            for name, value in embedded.environment().items():
                sys.stdout.write(f"{name}={value}\n")
            sys.stdout.flush()
            while True:
                embedded.check()
                stop.pause()
    except Stopped:
        return 0
    except EmbeddedError as error:
        sys.stderr.write(f"{error}\n")
        return 1
