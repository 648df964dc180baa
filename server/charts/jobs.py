"""Jobs about charts."""

from server.charts.actions import deliver
from server.context import Context
from storage.chart_letters import due_chart_letters


async def deliver_chart_letters(context: Context) -> None:
    """Every minute: try again what could not be sent, or was left by a process that died. Safe to run twice at once."""
    now = context.clock()
    for letter in await due_chart_letters(now=now):
        await deliver(context, letter.id, now)
