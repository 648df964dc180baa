"""Deletions that were begun are finished, whatever dies on the way."""

import logging
from datetime import timedelta
from typing import Final

from realtime.errors import DomainError
from server.context import Context
from server.privacy.erasure import erase
from storage.erasures import mark_erased, unfinished_erasures
from storage.objects import ObjectStoreError

log = logging.getLogger(__name__)
SETTLED_AFTER: Final = timedelta(seconds=60)
"""Until then something that was under way when the account was deleted may still write: it is looked through again."""


async def finish_erasures(context: Context) -> None:
    """Do what deletions leave to do; one that fails is done again and does not hold the others up."""
    for erasure in await unfinished_erasures():
        now = context.clock()
        try:
            await erase(context, erasure, now)
        except (DomainError, ObjectStoreError, TimeoutError) as error:
            log.warning("account_not_erased", extra={"user_id": str(erasure.id), "reason": type(error).__name__})
            continue
        if now - erasure.requested_at >= SETTLED_AFTER:
            await mark_erased(erasure.id, at=now)
            log.info("account_erased", extra={"user_id": str(erasure.id)})
