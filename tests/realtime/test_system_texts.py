"""Whatever the product says in a conversation has words in both languages."""

import re
from pathlib import Path

import pytest

from realtime.publish import EVENTS

ROOT = Path(__file__).parents[2]
CODE = re.compile(r'"((?:support|consultation)\.[a-z_]+)"')
SAYING = ("realtime/*.py", "server/orders/*.py", "server/deadlines/*.py", "server/reviews/*.py", "server/births/*.py")


def _said() -> set[str]:
    files = [path for pattern in SAYING for path in ROOT.glob(pattern)]
    return {code for path in files for code in CODE.findall(path.read_text())} - set(EVENTS)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_system_message_has_words(language: str) -> None:
    words = "".join(path.read_text() for path in (ROOT / "web/shared/i18n" / language).glob("*.ts"))

    assert len(_said()) > 15
    assert [code for code in sorted(_said()) if f'"chat.system.{code}"' not in words] == []
