"""One notice through one channel. Who can be reached how is looked up now: an address that changed is the new one."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from realtime.errors import Unavailable
from realtime.texts import Language
from server.context import Context
from server.notifications.signed import LIVES, SignedLink, sign
from server.notifications.telegram import Posted
from server.notifications.wording import WORDS, Words, letter_html, letter_text, short_text
from server.push.sender import Handed, PushSender
from storage.deliveries import Delivery, NoticeKind
from storage.push_subscriptions import PushSubscription, drop_subscriptions, subscriptions_of
from storage.reach import Channel, Reach, lose_telegram
from storage.sessions import users_of_sessions
from storage.users import User

FOLLOW: Final = "follow"
LEAVE_LETTERS: Final = "leave letters"
PROFILE_PATH: Final = "/cabinet/profile"


@dataclass(frozen=True)
class Person:
    """Somebody who is to be told, and where they can be reached now."""

    user: User
    reach: Reach
    browsers: Sequence[PushSubscription]

    @classmethod
    async def of(cls, user: User, reach: Reach, now: datetime) -> "Person":
        """With the browsers whose sessions live."""
        browsers = await subscriptions_of([user.id]) if Channel.PUSH in reach.channels else []
        owners = await users_of_sessions([one.session_id for one in browsers], now) if browsers else {}
        return cls(user, reach, [one for one in browsers if owners.get(one.session_id) == user.id])

    def has(self, channel: Channel) -> bool:
        """Whether there is anything to send to. A number or address that was only typed is nobody's."""
        match channel:
            case Channel.PUSH:
                return bool(self.browsers)
            case Channel.EMAIL:
                return self.user.email is not None
            case Channel.TELEGRAM:
                return self.reach.telegram_chat_id is not None
            case Channel.SMS:
                return self.user.phone is not None

    def channels_for(self, delivery: Delivery) -> list[Channel]:
        """What may be tried, in the person's order.

        Of unread messages browsers have been told by `push.tell` long ago. An SMS is never tried twice: whether the
        first one went out is not always known, and a second one costs money and nerves. Whoever has it sent once more
        has decided that.
        """
        tried = {one.channel for one in delivery.attempts if one.at >= delivery.asked_at}
        shut = {Channel.PUSH} if delivery.kind is NoticeKind.UNREAD_MESSAGE else set()
        shut |= tried & {Channel.SMS}
        return [one for one in self.reach.channels if one not in shut and self.has(one)]


async def hand_over(context: Context, person: Person, delivery: Delivery, channel: Channel, now: datetime) -> str:
    """Send it; answers "taken", or why the channel cannot take it at all. Raises Unavailable when it may work later."""
    language: Language = "en" if person.user.language == "en" else "ru"
    words = WORDS[delivery.kind][language].filled(delivery.params)
    match channel:
        case Channel.PUSH:
            return await _push(context, person, delivery, words)
        case Channel.EMAIL:
            return await _email(context, person, delivery, words, language, now)
        case Channel.TELEGRAM:
            return await _telegram(context, person, words, _link(context, delivery, now), now)
        case Channel.SMS:
            assert person.user.phone is not None
            await context.notifier.send_sms(person.user.phone, short_text(words, _link(context, delivery, now)))
            return "taken"


def _signed(context: Context, delivery: Delivery, purpose: str, now: datetime) -> str:
    assert delivery.conversation_id is not None
    return sign(context.settings, purpose, SignedLink(delivery.user_id, delivery.conversation_id, now + LIVES))


def _link(context: Context, delivery: Delivery, now: datetime) -> str:
    return f"{context.settings.base_url}/go/{_signed(context, delivery, FOLLOW, now)}"


async def _push(context: Context, person: Person, delivery: Delivery, words: Words) -> str:
    content: dict[str, object] = {
        "title": words.title,
        "body": words.text,
        "conversation_id": str(delivery.conversation_id),
        "seq": delivery.seq or 0,
        "url": delivery.path,
    }
    sender = PushSender(context.settings)
    try:
        handed = await asyncio.gather(*(sender.send(one, content, str(delivery.id)) for one in person.browsers))
    finally:
        await sender.close()
    gone = [browser.id for browser, became in zip(person.browsers, handed, strict=True) if became is Handed.GONE]
    await drop_subscriptions(gone)
    if Handed.TAKEN in handed:
        return "taken"
    if Handed.FAILED in handed:
        raise Unavailable("no push service took it")
    return "gone"


async def _email(
    context: Context, person: Person, delivery: Delivery, words: Words, language: Language, now: datetime
) -> str:
    assert person.user.email is not None
    base_url = context.settings.base_url
    link, settings_link = _link(context, delivery, now), f"{base_url}{PROFILE_PATH}#notifications"
    await context.notifier.send_email(
        person.user.email,
        f"Astars: {words.title[:1].lower()}{words.title[1:]}",
        letter_text(words, link, settings_link, language),
        html=letter_html(words, link, settings_link, language),
        leave_url=f"{base_url}/api/notifications/leave/{_signed(context, delivery, LEAVE_LETTERS, now)}",
    )
    return "taken"


async def _telegram(context: Context, person: Person, words: Words, link: str, now: datetime) -> str:
    assert person.reach.telegram_chat_id is not None
    posted = await context.notifier.telegram.send(person.reach.telegram_chat_id, short_text(words, link))
    if posted is Posted.TAKEN:
        return "taken"
    await lose_telegram(person.reach.telegram_chat_id, at=now)
    return "shut_out"
