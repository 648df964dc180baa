"""Jobs about files."""

from realtime.attachments import sweep
from server.context import Context


async def sweep_attachments(context: Context) -> None:
    """Remove what was uploaded and never sent within a day, and what deleted accounts leave.

    Safe to repeat and to run twice at once.
    """
    await sweep(context.chat, context.clock())
