"""What a signed-in person sees and changes of themselves."""

from datetime import timedelta

from realtime.actor import Actor
from realtime.errors import Conflict, Forbidden, Unauthenticated, ValidationFailed
from server.accounts import budgets
from server.accounts.contracts import ChangePassword, ChangeProfile, Profile
from server.accounts.sessions import close_sessions_of
from server.accounts.texts import refused_field
from server.context import Context
from storage.conversations import show_person
from storage.password_resets import end_resets_of
from storage.users import EmailTaken, Role, User, change_profile, set_password_hash, user_by_id


async def own_profile(actor: Actor) -> Profile:
    """The actor's own data."""
    return Profile.of(await _own(actor))


async def _own(actor: Actor) -> User:
    user = await user_by_id(actor.user_id)
    if user is None:
        raise Unauthenticated
    return user


async def _own_account(actor: Actor) -> User:
    """The actor's data, to be changed. A guest has no account: nobody proved who they are."""
    if actor.role is Role.GUEST:
        raise Forbidden("guests have no account")
    return await _own(actor)


async def edit_profile(context: Context, actor: Actor, command: ChangeProfile) -> Profile:
    """Change what the command names and nothing else; an e-mail address of somebody else is a `conflict`."""
    user = await _own_account(actor)
    changes = _changes(actor, context, command)
    if "email" in changes and changes["email"] == user.email:
        del changes["email"]
    if "email" in changes:
        await context.limiter.hit(budgets.EMAIL_CHANGES_PER_USER, str(actor.user_id))
    if not changes:
        return Profile.of(user)
    try:
        changed = await change_profile(user, changes)
    except EmailTaken as error:
        raise Conflict(errors=[refused_field("email", "conflict", actor.language)]) from error
    if "email" in changes:
        await end_resets_of(user.id)
    if changed.display_name != user.display_name:
        await show_person(user.id, name=changed.display_name)
    return Profile.of(changed)


def _changes(actor: Actor, context: Context, command: ChangeProfile) -> dict[str, object]:
    """The fields to set; what must not be empty is refused when it is cleared."""
    named = command.model_fields_set
    changes: dict[str, object] = {name: getattr(command, name) for name in named}
    missing = [name for name in ("first_name", "email", "birth", "language") if name in named and not changes[name]]
    if missing:
        raise ValidationFailed(errors=[refused_field(name, "required", actor.language) for name in sorted(missing)])
    if "last_name" in named:
        changes["last_name"] = command.last_name or ""
    if command.birth is not None:
        # Somewhere it is tomorrow already.
        if command.birth.date > (context.clock() + timedelta(hours=14)).date():
            raise ValidationFailed(errors=[refused_field("birth.date", "future_date", actor.language)])
        changes["birth"] = command.birth.stored()
    return changes


async def change_password(context: Context, actor: Actor, command: ChangePassword) -> None:
    """Set the password; the present one is asked for when there is one. Every other session of the person ends."""
    await context.limiter.hit(budgets.PASSWORD_CHANGES_PER_USER, str(actor.user_id))
    user = await _own_account(actor)
    if user.password_hash is not None and not await context.passwords.matches(
        user.password_hash, command.current or ""
    ):
        raise ValidationFailed(errors=[refused_field("current", "invalid_credentials", actor.language)])
    await set_password_hash(user.id, await context.passwords.hash(command.password))
    await end_resets_of(user.id)
    await close_sessions_of(context.chat, user.id, but=actor.session_id)
