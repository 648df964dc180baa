"""Fixtures of the catalogue's tests."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from realtime.texts import Language
from server.catalog.viewer import Viewer
from server.context import Context

ViewerAt = Callable[..., Viewer]


@pytest.fixture
def viewer_at(context: Context) -> ViewerAt:
    """Somebody who looks at the catalogue of the running product at a chosen moment (UTC)."""

    def look(*moment: int, language: Language = "ru") -> Viewer:
        return Viewer(language=language, now=datetime(*moment, tzinfo=UTC), presence=context.chat.presence)  # type: ignore[misc, arg-type]

    return look
