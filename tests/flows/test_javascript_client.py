"""The contract as the official JavaScript client meets it (`socket_client.mjs`)."""

from pathlib import Path

from server.context import Context
from storage.users import Role
from tests.flows.javascript import run_script
from tests.people import consultation, sign_up
from tests.product import Product

SCRIPT = Path(__file__).parent / "socket_client.mjs"


async def test_the_javascript_client_sends_retries_and_syncs_and_finds_nothing_foreign(
    app: Product, context: Context
) -> None:
    anna, sofia = await sign_up(context), await sign_up(context, Role.ASTROLOGER, "София")
    stranger, other = await sign_up(context, name="Чужой"), await sign_up(context, Role.ASTROLOGER, "Елизавета")
    own = await consultation(context, anna, sofia)
    foreign = await consultation(context, stranger, other)

    seen = await run_script(SCRIPT, app.base_url, str(own.id), str(foreign.id), anna.token, sofia.token)

    assert seen["ready"]["user"]["id"] == anna.id
    sent = seen["send"]["data"]["message"]
    assert (sent["text"], sent["seq"]) == ("однажды", 2)
    assert seen["delivered"] == sent
    assert seen["retry"] == seen["send"]
    first, second = seen["together"]
    assert first == second
    assert first["data"]["message"]["seq"] == 3

    (synced,) = seen["sync"]["data"]["conversations"]
    assert synced["messages"] == seen["missed"]
    assert [one["seq"] for one in synced["messages"]] == [4, 5, 6]
    assert synced["complete"] is True

    assert seen["foreign"]["error"]["code"] == "not_found"
    assert seen["foreign"] == seen["missing"] == seen["foreignHistory"]
    assert seen["foreignSync"] == {"ok": True, "data": {"conversations": []}}
    assert seen["strangerRefused"]["code"] == "unauthenticated"
