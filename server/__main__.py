"""The `astars` command. Each subcommand imports what it needs only when it is called."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Subcommand:
    """A function, as `module:name`, called with the rest of the command line when it takes any."""

    function: str
    summary: str
    takes_arguments: bool = False


SUBCOMMANDS = {
    "run": Subcommand(
        "server.run:main", "start everything: embedded servers for unset addresses, web, worker; Ctrl-C stops"
    ),
    "web": Subcommand("server.web:main", "one web process: HTTP and Socket.IO"),
    "worker": Subcommand("server.worker:main", "one worker process: periodic jobs"),
    "indexes": Subcommand("server.preparation:indexes", "create MongoDB's indexes and the bucket; safe to repeat"),
    "seed": Subcommand("server.preparation:seed", "the same, and fill an empty demo with content; safe to repeat"),
    "person": Subcommand("server.accounts.command:main", "block somebody, or give them a role, at once", True),
    "review": Subcommand(
        "server.reviews.command:main", "hide somebody's review from everybody, or show it again", True
    ),
    "contracts": Subcommand(
        "server.schema:main", "write the front end's types; --check only tells whether they are stale", True
    ),
    "embedded": Subcommand(
        "server.embedded:main", "only the embedded servers, for development; prints their addresses"
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; the answer is the exit code."""
    parser = _parser()
    chosen, rest = parser.parse_known_args(arguments)
    subcommand = SUBCOMMANDS[chosen.subcommand]
    if rest and not subcommand.takes_arguments:
        parser.error(f"{chosen.subcommand} takes no arguments: {' '.join(rest)}")
    module, name = subcommand.function.split(":")
    function = getattr(importlib.import_module(module), name)
    code = function(rest) if subcommand.takes_arguments else function()
    return code if isinstance(code, int) else 0


def _parser() -> argparse.ArgumentParser:
    width = max(map(len, SUBCOMMANDS))
    table = "\n".join(f"  {name:{width}}  {subcommand.summary}" for name, subcommand in SUBCOMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="astars",
        description="Real-time consultations with astrologers.",
        epilog=f"subcommands:\n{table}\n\nEvery setting is an environment variable; README.md lists them.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("subcommand", choices=SUBCOMMANDS, metavar="subcommand", help="see below")
    return parser


if __name__ == "__main__":
    sys.exit(main())
