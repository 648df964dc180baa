"""Structured logs: one JSON object a line, with the request's id; never a phone, e-mail, code, token or message."""

import logging
import sys
from typing import Any

import orjson
import structlog

_QUIET = (
    "uvicorn.access",
    "botocore",
    "boto3",
    "s3transfer",
    "pymongo",
    "engineio",
    "socketio",
    "httpx",
    "httpcore",
    "saq",
    "uvicorn.error",
)


def _dumps(value: object, **options: Any) -> str:
    return orjson.dumps(value, default=options.get("default") or str).decode()


def configure(level: str) -> None:
    """Send every log of this process to standard error as JSON lines."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(serializer=_dumps),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
