"""From a chosen home to a household that lives in it: one lease at each step of the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from api.demo.counter import Counter, sheet
from api.demo.queues import Kept
from domain.calendar import Month
from domain.money import Money


@dataclass(frozen=True, slots=True)
class _Lease:
    id: str
    unit_id: str
    tenant: str

    @property
    def path(self) -> str:
        return f"/leases/{self.id}"


async def let(counter: Counter, kept: Sequence[Kept]) -> None:
    """The first lives there already; then moving in, signed, to be signed, explained, drafted.

    What is left over has a home kept, and nobody has drafted its lease yet.
    """
    today, later = counter.today, Month.of(counter.today).next.first
    ways = (
        (today, _live_in),
        (today, _pay),
        (today, _book),
        (later, _file),
        (later, _sign_as_tenant),
        (later, _explain),
        (later, _draft),
    )
    for (starts_on, way), one in zip(ways, kept, strict=False):
        await way(counter, await _drafted(counter, one, starts_on))


async def _drafted(counter: Counter, kept: Kept, starts_on: date) -> _Lease:
    body = {"reservation_id": kept.reservation_id, "starts_on": starts_on.isoformat()}
    made = await counter.desk.act("/leases", body)
    return _Lease(made["id"], made["unit_id"], kept.applicant.name)


async def _draft(_: Counter, __: _Lease) -> None:
    """It is drafted already."""


async def _explain(counter: Counter, one: _Lease) -> None:
    body = {"acknowledgement": "at_counter", "acknowledged_by": one.tenant}
    await counter.go(counter.desk, one.path, "explanation", body)


async def _sign_as_tenant(counter: Counter, one: _Lease) -> None:
    """The manager's hand is still missing."""
    await _explain(counter, one)
    await counter.go(counter.desk, one.path, "signing")
    body = {
        "side": "tenant",
        "way": "scanned",
        "name": one.tenant,
        "file_id": await counter.paper(counter.desk, "签字页"),
        "identity_way": "id_card_seen",
    }
    await counter.go(counter.desk, one.path, "signatures", body)


async def _sign(counter: Counter, one: _Lease) -> None:
    await _sign_as_tenant(counter, one)
    body = {
        "side": "operator",
        "way": "scanned",
        "name": "贺敏",
        "file_id": await counter.paper(counter.manager, "签字页"),
    }
    await counter.go(counter.manager, one.path, "signatures", body)


async def _file(counter: Counter, one: _Lease) -> None:
    """Signed, and handed to the housing department."""
    await _sign(counter, one)
    [filing] = (await counter.desk.read("/lease-filings", lease_id=one.id))["items"]
    body = {"file_ids": [await counter.paper(counter.desk, "签字页")]}
    await counter.go(counter.desk, f"/lease-filings/{filing['id']}", "submission", body)


async def _book(counter: Counter, one: _Lease, *, in_days: int = 1) -> str:
    """Signed, and a day to move in. Gives the check-in's path."""
    await _sign(counter, one)
    booked_on = (counter.today + timedelta(days=in_days)).isoformat()
    made = await counter.desk.act(f"{one.path}/check-in", {"booked_on": booked_on})
    return f"/check-ins/{made['id']}"


async def _pay(counter: Counter, one: _Lease) -> str:
    """Deposit and first rent are in, and the home's sheet is filled in."""
    path = await _book(counter, one, in_days=0)
    asked = await counter.desk.read(path)
    for receipts, due in (
        ("/deposit-receipts", asked["deposit_missing_fen"]),
        ("/payments", asked["first_rent_missing_fen"]),
    ):
        if due:
            await counter.take(receipts, one.id, Money(due), one.tenant)
    await counter.go(counter.desk, path, "money-confirmation")
    return path


async def _live_in(counter: Counter, one: _Lease) -> None:
    """Looked over, everybody known, the keys handed over, and entered."""
    path = await _pay(counter, one)
    body = {
        "kind": "check_in",
        "unit_id": one.unit_id,
        "lease_id": one.id,
        "on_date": counter.today.isoformat(),
        **sheet(await counter.photo(counter.desk), water="12", power="106"),
    }
    made = await counter.desk.act("/handovers", body)
    await signed(counter, made["id"], ("tenant", one.tenant), ("operator", "白雪"))
    await counter.go(counter.desk, path, "inspection", {"handover_id": made["id"]})
    members: list[Any] = (await counter.desk.read(path))["members"]
    for member in members:
        shown = {"member_id": member["member_id"], "identity_way": "id_card_seen"}
        await counter.go(counter.desk, path, "members", shown)
    await counter.go(counter.desk, path, "hand-over", {"repair_split_explained": True})
    await counter.go(counter.desk, path, "registration", {})


async def signed(counter: Counter, handover_id: str, *sides: tuple[str, str]) -> None:
    """Those sides sign the sheet."""
    for side, name in sides:
        file_id = await counter.paper(counter.desk, "签字页")
        body = {"side": side, "name": name, "file_id": file_id}
        await counter.desk.act(f"/handovers/{handover_id}/signatures", body)
