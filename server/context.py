"""What lifespan makes and every endpoint and job receives: the open connections of one process."""

from dataclasses import dataclass, field

from redis.asyncio import Redis

from realtime.chat import Chat
from server.accounts.passwords import Passwords
from server.charts.pool import ChartPool
from server.limits import Limiter
from server.notifications.notifier import Notifier
from server.payments.acquirer import Acquirer
from server.places.search import Places
from server.settings import Settings
from storage.database import Database
from storage.objects import ObjectStore
from storage.times import Clock


@dataclass(frozen=True)
class Context:
    """One process's running parts; made once, closed once, never reached through a module."""

    settings: Settings
    database: Database
    redis: Redis
    objects: ObjectStore
    chat: Chat
    notifier: Notifier
    acquirer: Acquirer
    limiter: Limiter
    clock: Clock
    passwords: Passwords = field(default_factory=Passwords)
    charts: ChartPool = field(default_factory=ChartPool)
    places: Places = field(default_factory=Places)
