"""The object store is dead, hung, or answers 500: files wait, words go on."""

import time
from collections.abc import Callable
from typing import Final

import httpx
import pytest

from tests.faults.cast import Pair
from tests.faults.device import present
from tests.faults.load import load
from tests.faults.proxy import Proxy
from tests.faults.site import Site

PDF: Final = b"%PDF-1.7\n" + b"stars " * 100
REFUSAL_SECONDS: Final = 30.0
FAST_SECONDS: Final = 3.0
INTERNAL_ERROR: Final = b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

FAULTS: Final[dict[str, Callable[[Proxy], None]]] = {
    "is dead": Proxy.refuse,
    "hangs": lambda objects: objects.hang(new_links=True),
    "answers 500": lambda objects: objects.answer(INTERNAL_ERROR),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_files_wait_and_words_go_on_while_the_object_store(fault: str, site: Site) -> None:
    (pair,) = await site.pairs(1)
    headers = {"Authorization": f"Bearer {pair.client.token}"}
    async with httpx.AsyncClient(base_url=site.product.base_url, headers=headers, timeout=60) as http:
        attachment_id = await _upload(http, pair)
        complete = f"/api/attachments/{attachment_id}/complete"
        async with load(site, 3) as chat:
            FAULTS[fault](site.objects)
            began = time.monotonic()
            refused = await http.post(complete)
            assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
            assert time.monotonic() - began <= REFUSAL_SECONDS
            assert (await http.get("/readyz")).json()["s3"] == "down"
            await chat.acks(30)
        assert chat.errors == []
        assert max(chat.waits()) <= FAST_SECONDS
        await site.objects.mend()
        assert (await http.post(complete)).status_code == 200
        await _send(site, pair, attachment_id)
        link = await http.get(f"/api/attachments/{attachment_id}")
        async with httpx.AsyncClient() as browser:
            assert (await browser.get(link.headers["location"])).content == PDF


async def _upload(http: httpx.AsyncClient, pair: Pair) -> str:
    """Announce a file and put its bytes where the answer says."""
    file = {"name": "карта.pdf", "size": len(PDF), "content_type": "application/pdf"}
    announced = await http.post("/api/attachments", json={"conversation_id": pair.conversation_id, **file})
    assert announced.status_code == 201, announced.text
    upload = announced.json()["upload"]
    async with httpx.AsyncClient() as browser:
        put = await browser.request(upload["method"], upload["url"], headers=upload["headers"], content=PDF)
    assert put.status_code == 200, put.text
    attachment_id: str = announced.json()["attachment"]["id"]
    return attachment_id


async def _send(site: Site, pair: Pair, attachment_id: str) -> None:
    async with present(pair.client, site.addresses, [pair.conversation_id]) as client:
        payload = {
            "conversation_id": pair.conversation_id,
            "client_message_id": "6f1b6c5e-3f0e-4a44-9d2a-1f6a3f9f5a01",
            "kind": "file",
            "attachment_ids": [attachment_id],
        }
        message = (await client.do("message.send", payload))["message"]
    assert [one["id"] for one in message["attachments"]] == [attachment_id]
