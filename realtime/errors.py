"""Everything the product may refuse, as one tree. The transports translate it; the domain knows no HTTP status.

DomainError
├── Unauthenticated · Forbidden · NotFound · Conflict
├── ValidationFailed · TooLarge · UnsupportedType · AttachmentNotReady
├── ConversationInactive
├── RateLimited · Unavailable · Internal              (retryable)
└── InvalidCredentials · CodeInvalid · CodeExpired · PromoInvalid · CertificateInvalid · PaymentFailed
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from realtime.texts import Language, error_text


@dataclass(frozen=True)
class Choice:
    """One way to answer what is asked back: in words, and the values to send for it."""

    detail: str
    value: Mapping[str, str | int]


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field of a request; `field` is its dotted path. `choices`: what may have been meant."""

    field: str
    code: str
    detail: str
    choices: tuple[Choice, ...] = ()


class DomainError(Exception):
    """A refusal with a stable `code`. `retryable` means: the same request may succeed later, unchanged."""

    code: ClassVar[str] = "internal"
    retryable: ClassVar[bool] = False

    def __init__(
        self,
        reason: str = "",
        *,
        field: str | None = None,
        errors: Sequence[FieldError] = (),
        retry_after_seconds: float | None = None,
    ) -> None:
        """`reason` is for the log alone and holds no personal data; people read the catalogue's text."""
        super().__init__(reason or self.code)
        self.field = field
        self.errors = tuple(errors)
        self.retry_after_seconds = retry_after_seconds

    def detail(self, language: Language) -> str:
        """The sentence a person reads."""
        return error_text(self.code, language)


class Unauthenticated(DomainError):
    code = "unauthenticated"


class Forbidden(DomainError):
    code = "forbidden"


class NotFound(DomainError):
    """Also the answer to whoever may not know that the thing exists."""

    code = "not_found"


class ValidationFailed(DomainError):
    code = "validation_failed"


class ConversationInactive(DomainError):
    code = "conversation_inactive"


class RateLimited(DomainError):
    code = "rate_limited"
    retryable = True


class Conflict(DomainError):
    code = "conflict"


class TooLarge(DomainError):
    code = "too_large"


class UnsupportedType(DomainError):
    code = "unsupported_type"


class AttachmentNotReady(DomainError):
    code = "attachment_not_ready"


class InvalidCredentials(DomainError):
    code = "invalid_credentials"


class CodeInvalid(DomainError):
    code = "code_invalid"


class CodeExpired(DomainError):
    code = "code_expired"


class PromoInvalid(DomainError):
    code = "promo_invalid"


class CertificateInvalid(DomainError):
    code = "certificate_invalid"


class PaymentFailed(DomainError):
    code = "payment_failed"


class Unavailable(DomainError):
    """A dependency does not answer; nothing is known to have happened."""

    code = "unavailable"
    retryable = True


class Internal(DomainError):
    code = "internal"
    retryable = True
