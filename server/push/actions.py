"""A person's browsers that may be told of messages."""

from datetime import datetime
from typing import Final

from realtime.actor import Actor
from realtime.errors import ValidationFailed
from server.context import Context
from server.limits import Limit
from server.push.contracts import ForgetPush, KeepPush
from server.push.keys import is_push_service
from storage.push_subscriptions import PushSubscription, forget_subscription, keep_subscription

SUBSCRIPTIONS_PER_PERSON: Final = Limit("push", "60/hour")


async def keep(context: Context, actor: Actor, command: KeepPush, now: datetime) -> None:
    """Tell this browser of messages from now on, for as long as this session lives. Saying it again renews it."""
    await context.limiter.hit(SUBSCRIPTIONS_PER_PERSON, str(actor.user_id))
    if not is_push_service(context.settings, command.endpoint):
        raise ValidationFailed("not a push service", field="endpoint")
    await keep_subscription(
        PushSubscription(
            endpoint=command.endpoint,
            p256dh=command.keys.p256dh,
            auth=command.keys.auth,
            user_id=actor.user_id,
            session_id=actor.session_id,
            language=actor.language,
            created_at=now,
        )
    )


async def forget(actor: Actor, command: ForgetPush) -> None:
    """Tell this browser nothing more; one that is not known, or is somebody else's, is no error."""
    await forget_subscription(actor.user_id, command.endpoint)
