"""Who looks at the catalogue: not who they are, only in which language and when."""

from dataclasses import dataclass
from datetime import datetime

from realtime.presence import Presence
from realtime.texts import Language


@dataclass(frozen=True, slots=True)
class Viewer:
    """A reader of the catalogue at the moment `now`; `presence` tells which astrologers are connected."""

    language: Language
    now: datetime
    presence: Presence
