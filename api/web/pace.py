"""How often one caller without a name may ask: a bucket per address, in this process.

Every process keeps its own: with several, a caller gets as many buckets as there are processes.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Final

from fastapi import Depends, Request

from api.web.problems import TooManyRequests

_A_MINUTE: Final = 60.0
#: Addresses remembered; the one not seen for longest is forgotten, and its bucket is full again.
_KEPT: Final = 10_000


@dataclass(slots=True)
class Pace:
    """`most` at once, and as many again in a minute."""

    most: int = 120
    now: Callable[[], float] = time.monotonic
    _buckets: OrderedDict[str, tuple[float, float]] = field(
        default_factory=OrderedDict[str, tuple[float, float]]
    )

    def take(self, address: str) -> None:
        """One request of this address. Raises TooManyRequests."""
        at = self.now()
        left, before = self._buckets.pop(address, (float(self.most), at))
        left = min(self.most, left + (at - before) * self.most / _A_MINUTE)
        self._buckets[address] = (max(left - 1, 0.0), at)
        if len(self._buckets) > _KEPT:
            self._buckets.popitem(last=False)
        if left < 1:
            raise TooManyRequests(wait_seconds=int((1 - left) * _A_MINUTE / self.most) + 1)


def public_pace(request: Request) -> None:
    """A dependency of every address that anybody may ask."""
    pace: Pace = request.app.state.pace
    pace.take(request.client.host if request.client else "unknown")


PublicPace = Annotated[None, Depends(public_pace)]
