"""A reaction is one emoji and nothing else."""

import pytest

from realtime.emoji import MAX_EMOJI_LENGTH, one_emoji


@pytest.mark.parametrize(
    "emoji",
    [
        "👍",
        "❤️",
        "❤",
        "🙏🏽",
        "👩\u200d❤️\u200d👨",
        "🤷\u200d♀️",
        "🏳️\u200d🌈",
        "🇷🇺",
        "1️⃣",
        "☀️",
        "♈",
        "⁉️",
        "©️",
        "🫩",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "✨",
    ],
)
def test_one_emoji_is_one_however_it_is_made(emoji: str) -> None:
    assert one_emoji(emoji) == emoji
    assert len(emoji) <= MAX_EMOJI_LENGTH


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "ok",
        "1",
        "12",
        "Ж",
        ":)",
        " ",
        "👍 ",
        "👍👍",
        "👍a",
        "\u200d",
        "\ufe0f",
        "\x00",
        "\n",
        "🇷",
        "🏽",
        "<b>",
        "\u202e",
        "❤️\n",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="not one emoji"):
        one_emoji(text)
