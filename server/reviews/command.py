"""`astars review`: the operator's way to take a review from the public page, or to put it back."""

import argparse
import asyncio
import logging
from collections.abc import Sequence

from realtime.audit import audit_operator
from server.app import open_context
from server.settings import Settings
from storage.audit import AuditedAction
from storage.ids import ConversationId, parse_id
from storage.reviews import ReviewStatus, review_of_conversation, set_review_status

log = logging.getLogger(__name__)


def main(arguments: Sequence[str]) -> int:
    """Change one review's status; 1 when there is no such review."""
    parser = argparse.ArgumentParser(
        prog="astars review", description="Hide a review from everybody, or show it again."
    )
    parser.add_argument("conversation", help="the id of its consultation")
    parser.add_argument("becomes", choices=[*ReviewStatus])
    given = parser.parse_args(arguments)
    return asyncio.run(_change(Settings(), given.conversation, ReviewStatus(given.becomes)))


async def _change(settings: Settings, conversation: str, becomes: ReviewStatus) -> int:
    async with open_context(settings) as context:
        conversation_id = parse_id(conversation)
        found = await review_of_conversation(ConversationId(conversation_id)) if conversation_id else None
        if found is None:
            print("there is no such review")
            return 1
        action = AuditedAction.REVIEW_HIDDEN if becomes is ReviewStatus.HIDDEN else AuditedAction.REVIEW_PUBLISHED
        await audit_operator(context.chat, action, f"review:{found.id}", person_id=found.client_id)
        await set_review_status(found.id, becomes)
        log.info("review_moderated", extra={"conversation_id": conversation, "status": becomes})
        print(f"the review of {conversation} is {becomes}")
        return 0
