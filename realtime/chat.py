"""The running chat domain of one process: what actions need, made by lifespan and carried by every Actor."""

import asyncio
from dataclasses import dataclass, field
from typing import Final

from realtime.images import ImagePool
from realtime.lookups import Lookups
from realtime.presence import Presence
from realtime.publish import Publisher
from realtime.recent import RecentConversations
from realtime.search.words import Stemmer
from realtime.transport.delivery import Delivery
from realtime.voice import VoiceStudio
from storage.append import MessageAppender
from storage.objects import ObjectStore
from storage.times import Clock

PAGES_AT_ONCE: Final = 2
"""Long pages of history are in memory twice for a moment, and reading them keeps everybody else's commands waiting."""


@dataclass(frozen=True)
class Chat:
    """One process's chat. Nothing in it is the truth: that is MongoDB."""

    appender: MessageAppender
    outlet: Delivery
    publisher: Publisher
    presence: Presence
    objects: ObjectStore
    clock: Clock
    recent: RecentConversations
    lookups: Lookups
    pages: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(PAGES_AT_ONCE))
    images: ImagePool = field(default_factory=ImagePool)
    voices: VoiceStudio = field(default_factory=VoiceStudio)
    stemmer: Stemmer = field(default_factory=Stemmer)
