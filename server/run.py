"""`astars run`: everything on one machine with one command."""

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from server.demo import print_accounts, sandbox_of
from server.processes import Processes, from_procfile, in_shell
from server.settings import Settings
from server.stopping import Stopped, StopRequest
from storage.embedded import Embedded, EmbeddedError, start
from storage.embedded.ports import LOOPBACK, ask, is_free

ROOT = Path(__file__).resolve().parent.parent
READY_SECONDS = 60
# The embedded servers want three more; together it stays below the 15 seconds that hosts grant.
PATIENCE_SECONDS = 11


def main() -> int:
    """Run until Ctrl-C or SIGTERM (exit code 0), or until a part of it cannot go on (1, after a message)."""
    stop = StopRequest()
    try:
        settings = Settings()
        _require_free_port(settings)
        with contextlib.ExitStack() as stack:
            _run(settings, stop, stack)
    except Stopped:
        _say("Stopped.")
        return 0
    except (EmbeddedError, ValidationError) as error:
        sys.stderr.write(f"\n{_explained(error)}\n")
        return 1
    return 0


def _run(settings: Settings, stop: StopRequest, stack: contextlib.ExitStack) -> None:
    """Start one after the other what the next one needs; `stack` stops it in reverse order."""
    var = settings.var.absolute()
    embedded = stack.enter_context(_embedded(settings, var))
    environment = _environment_of_children(settings, var) | embedded.environment()
    outside = Processes(environment, ROOT)
    stack.callback(outside.stop)
    sandbox = sandbox_of(var) if settings.demo and not settings.sandbox_url else None
    if sandbox:
        environment |= sandbox.environment()
        outside.start("sandbox", sandbox.command(), patience_seconds=6)

    processes = Processes(environment, ROOT)
    stack.callback(_stop, processes)
    step = "seed" if settings.demo else "indexes"
    processes.finish(step, [sys.executable, "-m", "server", step], stop)
    if sandbox:
        _await(sandbox.is_ready, outside, stop)
    for name, command in from_procfile(ROOT / "Procfile").items():
        processes.start(name, in_shell(command), patience_seconds=PATIENCE_SECONDS)
    _await(lambda: _is_ready(settings), processes, stop)
    _announce(settings)
    while True:
        for part in (processes, outside, embedded):
            part.check()
        stop.pause()


def _embedded(settings: Settings, var: Path) -> Embedded:
    """The servers for whichever address is not set."""
    return start(
        var,
        mongodb=not settings.mongodb_url.get_secret_value(),
        redis=not settings.redis_url.get_secret_value(),
        s3=not settings.s3_endpoint_url,
    )


def _environment_of_children(settings: Settings, var: Path) -> dict[str, str]:
    """Ours, with the commands of this Python first on the path: the Procfile says just `astars`."""
    programs = str(Path(sys.executable).parent)
    path = os.pathsep.join([programs, os.environ.get("PATH", os.defpath)])
    return {**os.environ, "PATH": path, "ASTARS_PORT": str(settings.port), "ASTARS_VAR": str(var)}


def _require_free_port(settings: Settings) -> None:
    if not is_free(settings.port, settings.host):
        raise EmbeddedError(
            f"Port {settings.port} is already in use on {settings.host}: choose another one with ASTARS_PORT."
        )


def _is_ready(settings: Settings) -> bool:
    host = LOOPBACK if settings.host in ("0.0.0.0", "::", "") else settings.host  # noqa: S104 - compared, not bound
    answer = ask(settings.port, "/readyz", host)
    return answer is not None and answer[0] == 200


def _await(ready: Callable[[], bool], processes: Processes, stop: StopRequest) -> None:
    for _ in range(READY_SECONDS * 20):
        processes.check()
        if ready():
            return
        stop.pause(0.05)
    raise EmbeddedError(f"Not everything became ready within {READY_SECONDS} seconds; see the lines above.")


def _announce(settings: Settings) -> None:
    _say(f"\n  Astars is ready: {settings.base_url}")
    if settings.demo:
        print_accounts(settings.base_url, sys.stdout.write)
    _say("  Ctrl-C stops everything; what was written stays.\n")


def _stop(processes: Processes) -> None:
    _say("Stopping …")
    processes.stop()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _explained(error: EmbeddedError | ValidationError) -> str:
    """A refused setting in one line each, without the value: it may be a secret."""
    if isinstance(error, EmbeddedError):
        return str(error)
    problems = [f"{'.'.join(map(str, one['loc'])) or 'settings'}: {one['msg']}" for one in error.errors()]
    return "These settings cannot be used:\n" + "\n".join(problems)
