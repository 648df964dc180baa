"""Signing in, by phone code and by password, and out of a forgotten password."""

import hmac
import secrets
from contextlib import suppress

from realtime.errors import CodeExpired, CodeInvalid, InvalidCredentials, RateLimited
from realtime.texts import Language
from server.accounts import budgets
from server.accounts.budgets import counted_address, counted_network
from server.accounts.contracts import (
    CodeRequested,
    EmailSignIn,
    ForgotPassword,
    RequestCode,
    ResetPassword,
    VerifyCode,
)
from server.accounts.devices import is_trusted
from server.accounts.phones import allowed_countries, normal_phone
from server.accounts.secret import keyed_hash
from server.accounts.sessions import close_sessions_of
from server.accounts.visitor import Visitor
from server.context import Context
from server.notifications import texts
from storage import password_resets, phone_codes
from storage.users import User, set_password_hash, sign_up_by_phone, user_by_email


async def request_code(context: Context, command: RequestCode, visitor: Visitor) -> CodeRequested:
    """Send a code to the phone; it replaces an earlier one.

    The pause between two codes is kept by MongoDB, the budgets by Redis; without either nothing is sent. A code that
    the provider did not take still counts, because it may have arrived.
    """
    phone = normal_phone(command.phone, allowed_countries(context.settings), visitor.language)
    allowed_at = await phone_codes.resend_allowed_at(phone)
    if allowed_at is not None and allowed_at > visitor.now:
        raise RateLimited(retry_after_seconds=(allowed_at - visitor.now).total_seconds())
    await _spend_on_code(context, phone, visitor)

    code = f"{secrets.randbelow(1_000_000):06d}"
    request = secrets.token_hex(8)
    try:
        await phone_codes.replace_code(
            phone, request=request, code_hash=_code_hash(context, phone, request, code), now=visitor.now
        )
    except phone_codes.TooSoon as error:
        wait = max(1.0, (error.until - visitor.now).total_seconds())
        raise RateLimited(retry_after_seconds=wait) from error
    await context.notifier.send_sms(phone, texts.sign_in_code(code, visitor.language, context.settings.public_host))
    return CodeRequested(
        resend_after_seconds=int(phone_codes.RESEND_AFTER.total_seconds()),
        expires_in_seconds=int(phone_codes.LIFETIME.total_seconds()),
    )


async def _spend_on_code(context: Context, phone: str, visitor: Visitor) -> None:
    """One SMS from every budget; whoever asks too often is stopped before they spend other people's."""
    number = keyed_hash(context.settings, "phone", phone)
    hit = context.limiter.hit
    await hit(budgets.CODES_PER_ADDRESS, counted_address(visitor.address))
    await hit(budgets.CODES_PER_NETWORK, counted_network(visitor.address))
    await hit(budgets.CODES_PER_PHONE_HOUR, number)
    await hit(budgets.CODES_PER_PHONE_DAY, number)
    await hit(budgets.CODES_PER_RANGE, phone[:-4])
    await hit(budgets.CODES_GLOBAL, "all")


def _code_hash(context: Context, phone: str, request: str, code: str) -> str:
    return keyed_hash(context.settings, "code", phone, request, code)


async def verify_code(context: Context, command: VerifyCode, visitor: Visitor) -> User:
    """Whoever the code proves to be; their first sign-in makes them a client."""
    phone = normal_phone(command.phone, allowed_countries(context.settings), visitor.language)
    await prove_phone(context, phone, command.code, visitor)
    return await sign_up_by_phone(phone, language=visitor.language, now=visitor.now)


async def prove_phone(context: Context, phone: str, code: str, visitor: Visitor) -> None:
    """Return when `code` is what was sent to `phone` (E.164); it is used up by that. Raises CodeInvalid, CodeExpired.

    Every try is counted before it is compared, so that the sixth of many at once is refused even when it is right.
    """
    await context.limiter.hit(budgets.CODE_TRIES_PER_ADDRESS, counted_address(visitor.address))
    sent = await phone_codes.spend_attempt(phone, visitor.now)
    if sent is None:
        raise CodeExpired(field="code")
    typed = _code_hash(context, phone, sent.request, code.replace(" ", "").replace("-", ""))
    if not hmac.compare_digest(sent.code_hash, typed):
        raise CodeInvalid(field="code")
    if not await phone_codes.use_code(sent, visitor.now):
        raise CodeExpired(field="code")


async def check_password(context: Context, command: EmailSignIn, visitor: Visitor) -> User:
    """Whoever the password proves to be; every failure is the same `invalid_credentials` after the same work.

    Failures are counted per account and address (which stops one guesser), per address (many accounts) and per account
    (many addresses). A trusted device is counted by itself, so the owner is not locked out by others.
    """
    email = command.email.strip().lower()
    account = keyed_hash(context.settings, "email", email)
    address = counted_address(visitor.address)
    trusted = is_trusted(context.settings, visitor.device, email)
    here = f"{account}:{visitor.device if trusted else address}"
    limiter = context.limiter
    await limiter.hit(budgets.LOGINS_PER_ACCOUNT_HERE, here)
    if not trusted:
        await limiter.check(budgets.FAILED_LOGINS_PER_ADDRESS, address)
        await limiter.check(budgets.FAILED_LOGINS_PER_ACCOUNT, account)

    user = await user_by_email(email) if email else None
    right = await context.passwords.matches(user.password_hash if user else None, command.password)
    if user is None or not right or user.blocked_at is not None:
        with suppress(RateLimited):
            await limiter.hit(budgets.FAILED_LOGINS_PER_ADDRESS, address)
            await limiter.hit(budgets.FAILED_LOGINS_PER_ACCOUNT, account)
        raise InvalidCredentials
    await limiter.clear(budgets.LOGINS_PER_ACCOUNT_HERE, here)
    return user


async def forgot_password(context: Context, command: ForgotPassword, visitor: Visitor) -> None:
    """Send a one-time link if the address is somebody's; the caller learns nothing, neither by answer nor by time."""
    await context.limiter.hit(budgets.RESETS_PER_ADDRESS, counted_address(visitor.address))
    email = command.email.strip().lower()
    context.notifier.later(_send_reset_link(context, email, visitor))


async def _send_reset_link(context: Context, email: str, visitor: Visitor) -> None:
    try:
        await context.limiter.hit(budgets.RESETS_PER_ACCOUNT, keyed_hash(context.settings, "email", email))
    except RateLimited:
        return
    user = await user_by_email(email) if email else None
    if user is None or user.email is None or user.blocked_at is not None:
        return
    token = await password_resets.create_reset(user.id, visitor.now)
    language: Language = "en" if user.language == "en" else "ru"
    letter = texts.password_reset(f"{context.settings.base_url}/reset-password?token={token}", language)
    await context.notifier.send_email(user.email, letter.subject, letter.text)


async def reset_password(context: Context, command: ResetPassword, visitor: Visitor) -> None:
    """Set the password of whoever was sent the token, once; every session of theirs ends."""
    await context.limiter.hit(budgets.RESET_TRIES_PER_ADDRESS, counted_address(visitor.address))
    # Hashing is dear: it is not done for a token that was never good.
    if not await password_resets.reset_is_open(command.token, visitor.now):
        raise CodeExpired(field="token")
    password_hash = await context.passwords.hash(command.password)
    user_id = await password_resets.use_reset(command.token, visitor.now)
    if user_id is None:
        raise CodeExpired(field="token")
    await set_password_hash(user_id, password_hash)
    await close_sessions_of(context.chat, user_id)
