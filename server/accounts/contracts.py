"""Accounts on the wire."""

import datetime as dt
import re
from typing import Annotated, Final, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, PlainSerializer, StringConstraints, WithJsonSchema

from realtime.avatars import avatar_url
from realtime.contract import Contract, Id, Timestamp
from server.accounts.passwords import MAX_LENGTH, MIN_LENGTH
from server.accounts.user_agents import browser_of, platform_of
from storage.sessions import Session
from storage.users import Birth, Place, Role, User

# What HTML calls a valid e-mail address: no quoting, no comments, at most 63 characters a label.
_EMAIL: Final = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+"
)
# Control characters, and those that turn the reading direction around: a name must not rewrite what stands beside it.
_INVISIBLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_EARLIEST_BIRTH: Final = dt.date(1900, 1, 1)


def _email(text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise ValueError("not an e-mail address")
    return text.lower()


def _visible(text: str) -> str:
    if _INVISIBLE.search(text):
        raise ValueError("control characters are not accepted")
    return text


def _birth_date(date: dt.date) -> dt.date:
    if date < _EARLIEST_BIRTH:
        raise ValueError("too long ago")
    return date


def _local_time(time: dt.time) -> dt.time:
    if time.tzinfo is not None:
        raise ValueError("a birth time is local and has no offset")
    return time.replace(second=0, microsecond=0)


def _timezone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        raise ValueError("not a time zone") from None


Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254), AfterValidator(_email)]
Typed = Annotated[str, StringConstraints(max_length=254)]
PersonName = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60), AfterValidator(_visible)]
NewPassword = Annotated[str, StringConstraints(min_length=MIN_LENGTH, max_length=MAX_LENGTH)]
BirthTime = Annotated[
    dt.time,
    AfterValidator(_local_time),
    PlainSerializer(lambda time: time.strftime("%H:%M"), return_type=str),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}"}),
]


class BirthPlace(Contract):
    """A place, as `/api/places` found it."""

    id: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    name: Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_visible)]
    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    timezone: Annotated[str, StringConstraints(max_length=64), AfterValidator(_timezone)]


class BirthData(Contract):
    """When and where somebody was born; without `time` the time is not known. `time` is the place's local time.

    When clocks were put back it came twice: `fold` 0 is the first, 1 the second, null not said.
    """

    date: Annotated[dt.date, AfterValidator(_birth_date)]
    time: BirthTime | None = None
    fold: Annotated[int, Field(ge=0, le=1)] | None = None
    place: BirthPlace | None = None

    @classmethod
    def of(cls, birth: Birth) -> Self:
        """What was stored."""
        place = BirthPlace(**birth.place.model_dump()) if birth.place else None
        return cls(date=birth.date, time=birth.time, fold=birth.fold, place=place)

    def stored(self) -> Birth:
        """What to store."""
        place = Place(**self.place.model_dump()) if self.place else None
        return Birth(date=self.date, time=self.time, fold=self.fold, place=place)


class Profile(Contract):
    """A person, as they see themselves."""

    id: Id
    role: Role
    name: str
    first_name: str
    last_name: str
    phone: str | None
    email: str | None
    birth: BirthData | None
    avatar_url: str | None
    language: str
    has_password: bool

    @classmethod
    def of(cls, user: User) -> Self:
        """The person's own view of `user`."""
        return cls(
            id=str(user.id),
            role=user.role,
            name=user.display_name,
            first_name=user.first_name,
            last_name=user.last_name,
            phone=user.phone,
            email=user.email,
            birth=BirthData.of(user.birth) if user.birth else None,
            avatar_url=avatar_url(user.avatar_path) if user.avatar_path else None,
            language=user.language,
            has_password=user.password_hash is not None,
        )


SessionKind = Literal["cookie", "token"]


class RequestCode(Contract):
    """Send a sign-in code to this phone, in whatever spelling."""

    phone: Annotated[str, StringConstraints(min_length=1, max_length=40)]


class CodeRequested(Contract):
    """A code is on its way."""

    resend_after_seconds: int
    expires_in_seconds: int


class VerifyCode(Contract):
    """Sign in with the code that the phone was sent."""

    phone: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    code: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20)]
    session: SessionKind = "cookie"


class EmailSignIn(Contract):
    """Sign in with a password."""

    email: Typed
    password: Typed
    session: SessionKind = "cookie"


class SignedIn(Contract):
    """Who is signed in now; `token` is there when a token was asked for, and then no cookie is set."""

    user: Profile
    token: str | None = None


class ForgotPassword(Contract):
    """Send a one-time link to this address, if it is somebody's."""

    email: Typed


class ResetPassword(Contract):
    """Choose a new password with the token of a one-time link."""

    token: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    password: NewPassword


class SignOut(Contract):
    """`?everywhere=true` ends every session of the person."""

    everywhere: bool = False


class ChangeProfile(Contract):
    """What is absent stays as it is; null clears what may be empty."""

    first_name: PersonName | None = None
    last_name: PersonName | None = None
    email: Email | None = None
    birth: BirthData | None = None
    language: Literal["ru", "en"] | None = None


class ChangePassword(Contract):
    """Set a password; `current` is required when there is one already."""

    password: NewPassword
    current: Typed | None = None


class SessionOut(Contract):
    """A device that is signed in. `browser` and `platform` are what it says of itself, null when that is not known.

    `last_seen_at` may be a quarter of an hour old; `current` is the session that asks.
    """

    id: Id
    browser: str | None
    platform: str | None
    created_at: Timestamp
    last_seen_at: Timestamp
    current: bool

    @classmethod
    def of(cls, session: Session, *, current: bool) -> Self:
        """The session, to whom it belongs."""
        return cls(
            id=str(session.id),
            browser=browser_of(session.user_agent),
            platform=platform_of(session.user_agent),
            created_at=session.created_at,
            last_seen_at=session.seen_at,
            current=current,
        )


class SessionList(Contract):
    """Every device that is signed in (the newest hundred), the one that asks first."""

    items: list[SessionOut]


class CountryOut(Contract):
    """A country that codes are sent to; `mask` has a 9 for every digit to type."""

    code: str
    name: str
    dial_code: str
    mask: str


class CountriesOut(Contract):
    """The countries in the language's alphabetical order."""

    items: list[CountryOut]
