"""Two people who chat while somebody attacks, and must not notice."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from server.context import Context
from storage.users import Role
from tests.attacks.raw import web_process
from tests.people import consultation, sign_up
from tests.product import Product
from tests.sockets import Client, connected


@dataclass
class Bystanders:
    """A client and an astrologer in a conversation, connected all the while."""

    app: Product
    pid: int
    conversation_id: str
    client: Client
    console: Client

    async def chat_on(self) -> None:
        """Each writes and is read by the other, on the same connections to the same process."""
        for writer, reader in ((self.client, self.console), (self.console, self.client)):
            sent = await writer.send(self.conversation_id, str(uuid4()))
            await reader.event("message.created", partial(_is, sent))
        assert web_process(self.app).pid == self.pid


def _is(sent: dict[str, Any], event: dict[str, Any]) -> bool:
    return bool(event["message"] == sent)


@pytest.fixture
async def bystanders(app: Product, context: Context) -> AsyncIterator[Bystanders]:
    """Asks after every attack whether the chat goes on."""
    anna, sofia = await sign_up(context), await sign_up(context, Role.ASTROLOGER, "София")
    opened = await consultation(context, anna, sofia)
    async with connected(app.base_url, anna.token) as client, connected(app.base_url, sofia.token) as console:
        chatting = Bystanders(app, web_process(app).pid, str(opened.id), client, console)
        await chatting.chat_on()
        yield chatting
        await chatting.chat_on()
