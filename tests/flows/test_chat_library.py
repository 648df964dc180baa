"""The front end's own chat library against the running server (`chat_library.mjs`)."""

from pathlib import Path

from server.context import Context
from storage.messages import page_after
from storage.users import Role
from tests.flows.javascript import run_script
from tests.people import consultation, sign_up
from tests.product import Product

SCRIPT = Path(__file__).parent / "chat_library.mjs"


async def test_both_sides_of_the_chat_library_end_with_the_stored_order(app: Product, context: Context) -> None:
    anna, sofia = await sign_up(context), await sign_up(context, Role.ASTROLOGER, "София")
    opened = await consultation(context, anna, sofia)

    seen = await run_script(SCRIPT, app.base_url, str(opened.id), anna.token, sofia.token)

    stored = [str(one["_id"]) for one in await page_after(opened.id, 0, 100)]
    for side in ("anna", "sofia"):
        assert [one["id"] for one in seen[side]] == stored[: len(seen[side])]
        texts = [one["text"] for one in seen[side]]
        assert [text for text in texts if text.startswith("Анна")] == [f"Анна {number}" for number in range(1, 21)]
        assert [text for text in texts if text.startswith("София")] == [f"София {number}" for number in range(1, 21)]
    photo = next(one for one in seen["sofia"] if one["text"] == "Фото")
    assert photo["kind"] == "image"
    assert photo["attachments"][0]["id"] == seen["attached"]["data"]["id"]
    assert seen["typing"] == "recording"
    assert seen["refused"]["code"] == "conversation_inactive"
