"""What the worker does by the clock for who asks how often."""

from api.runtime import Runtime
from persistence import rate_limits


async def forget_rate_limits(runtime: Runtime) -> None:
    """Drop counts of windows that are over."""
    async with runtime.database.transaction() as session:
        await rate_limits.forget_old(session)
