"""What is owed, and the money that comes in: over HTTP by people, and in the reference books."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from api import worker
from domain.advances import due_on
from domain.calendar import Month
from domain.holidays import STATE_COUNCIL
from domain.ledger import Account
from domain.money import Money
from tests.domain.model_rows import Voucher
from tests.given_month import Estate
from tests.given_payments import bank_file, sent
from tests.rent_life.portal import Portal
from tests.rent_life.reference import Reference

RENTS = {"甲": 27227, "乙": 20130, "丙": 9999, "丁": 1}
MONTHS = tuple(map(Month.parse, ("2025-04", "2025-05", "2025-06")))
_LAST_DAY = date(2025, 7, 31)


@dataclass
class Owing:
    """An estate and its reference books. Every deed is done in both, and must agree at once."""

    portal: Portal
    home: Estate
    books: Reference
    seen: Counter[str]
    #: Payments of the books by the id that the program gave them, and charges the other way.
    payments: dict[str, UUID] = field(default_factory=dict[str, UUID])
    charges: dict[UUID, str] = field(default_factory=dict[UUID, str])
    vouchers: dict[Month, Any] = field(default_factory=dict[Month, Any])
    terms: dict[str, dict[Month, int]] = field(default_factory=dict[str, dict[Month, int]])
    told: dict[str, Voucher] = field(default_factory=dict[str, Voucher])
    remittance: Any = None
    serials: int = 0

    @property
    def today(self) -> date:
        return self.portal.runtime.clock.today()

    @property
    def month(self) -> Month:
        """Where today's deeds are booked."""
        return self.books.booked(self.today)

    @property
    def unbilled(self) -> list[Month]:
        billed = {one.month for one in self.books.charges.values()}
        return [month for month in MONTHS if month not in billed and month.first <= self.today]

    @property
    def uncounted(self) -> list[Month]:
        """Billed months whose voucher is due."""
        billed = {one.month for one in self.books.charges.values()}
        return [
            month
            for month in sorted(billed - set(self.vouchers))
            if due_on(month, STATE_COUNCIL) <= self.today
        ]

    @property
    def reopened(self) -> list[Month]:
        """Months that a supplement must cover and that have none under way."""
        done = {"f_confirmed", "recovering", "recovered", "uncollectible"}
        return [
            month
            for month, one in self.vouchers.items()
            if one["state"] in done and self.books.reopened(month)
        ]

    @property
    def first_open(self) -> Month | None:
        closed = self.books.closed_through
        return next((one for one in MONTHS if closed is None or one > closed), None)

    def pass_days(self, days: int) -> None:
        self.portal.runtime.clock.told = min(self.today + timedelta(days=days), _LAST_DAY)

    # --- what is owed ---------------------------------------------------------------------

    async def bill(self, month: Month) -> None:
        await self.home.bill(str(month))
        for tenant in RENTS:
            self.books.bill(tenant, month, Money(self.rent(tenant, month)))
        listed = await self.home.city.cashier.read(
            "/charges", project_id=self.home.id, month=str(month)
        )
        by_lease = {one["lease_id"]: one["id"] for one in listed["items"]}
        for charge in self.books.charges.values():
            if charge.month == month:
                self.charges[charge.id] = by_lease[str(self.home.leases[charge.lease])]

    def rent(self, tenant: str, month: Month) -> int:
        """What the lease costs in a month, in fen: by the last terms from that month or before."""
        begun = [one for one in self.terms.get(tenant, {}) if one <= month]
        return self.terms[tenant][max(begun)] if begun else RENTS[tenant]

    async def lower_rent(self, tenant: str, since: Month, percent: int) -> None:
        """A decision reaches back: months that were charged are put right, credit pays debts."""
        before = {month: self.rent(tenant, month) for month in MONTHS}
        lower = before[since] * percent // 100
        body = {"tier": "low_income", "monthly_rent_fen": lower, "reason": "复核"}
        body |= {"decided_on": self.today.isoformat(), "valid_from": since.first.isoformat()}
        city, path = self.home.city, f"/leases/{self.home.leases[tenant]}/terms"
        draft = await city.officer.act(path, body | {"document_no": "1 号"})
        path = f"/lease-terms/{draft['id']}/approval"
        await city.approver.act(path, {"is_retroactive": True}, version=draft["version"])
        self.terms.setdefault(tenant, {})[since] = lower
        for charge in [one for one in self.books.charges.values() if one.lease == tenant]:
            over = Money(before[charge.month] - self.rent(tenant, charge.month))
            split = charge.split
            self.seen["paid rent became credit"] += over > split.owed and bool(split.paid)
            self.books.reduce(charge.id, min(over, split.owed + split.paid), self.month)
        self.books.use_credit(tenant, self.month)

    async def adjust(self, charge_id: UUID, amount: Money, *, lowers: bool) -> None:
        charge = self.books.charges[charge_id]
        kind = "reduction" if lowers else "increase"
        body = {"charge_id": self.charges[charge_id], "kind": kind, "amount_fen": amount.fen}
        body |= {"reason": "复核", "basis": "文 1 号"}
        city = self.home.city
        draft = await city.cashier.act("/adjustments", body)
        path = f"/adjustments/{draft['id']}/approval"
        await city.approver.act(path, version=draft["version"])
        if lowers:
            self.seen["lowered what was advanced"] += bool(charge.split.operator)
            self.books.reduce(charge_id, amount, self.month)
        else:
            self.books.increase(charge_id, amount, self.month)
            self.books.use_credit(charge.lease, self.month)

    # --- money in -------------------------------------------------------------------------

    async def pay(self, tenant: str, amount: Money) -> None:
        paid = await self.home.pay(tenant, amount.fen, self.today.isoformat())
        self.payments[paid["id"]] = self.books.receive(tenant, amount, self.month)

    async def bank(self, amount: Money, tenant: str | None) -> None:
        """A bank's file with a line that says nothing, and perhaps one that names a contract."""
        lines = [self._line(amount, "")]
        if tenant is not None:
            number = 101 + list(RENTS).index(tenant)
            lines.append(self._line(amount, f"租金 HT-XFJY-1-1-{number}"))
        file = bank_file(lines, day=f"{self.today:%Y%m%d}")
        response = await sent(self.home.city, self.home.project, file)
        assert response.status_code == 202, response.text
        await worker.drain(self.portal.runtime)
        known = await self.listed("/payments")
        for one in sorted(known, key=lambda one: one["id"]):
            if one["id"] not in self.payments:
                whose = tenant if one["lease_id"] else None
                self.payments[one["id"]] = self.books.receive(whose, amount, self.month)

    def _line(self, amount: Money, remark: str) -> tuple[str, str, str, str]:
        self.serials += 1
        return (str(amount.as_yuan()), f"无名{self.serials}", remark, f"S{self.serials}")

    async def reverse(self, payment_id: str) -> None:
        tenant = self.books.payments[self.payments[payment_id]].lease
        path = f"/payments/{payment_id}/reversal"
        await self.home.city.manager.act(path, {"reason": "退票"})
        self.books.take_back(tenant, self.payments[payment_id], self.month)
        self.seen["the operator must put money back"] += bool(self.books.waiting()["topped_up"])

    async def resolve(self, payment_id: str, tenant: str) -> None:
        body = {"lease_id": str(self.home.leases[tenant])}
        await self.home.city.cashier.act(f"/suspense-items/{payment_id}/resolution", body)
        self.books.match(self.payments[payment_id], tenant, self.month)

    async def give_back(self, payment_id: str, amount: Money) -> None:
        """Return suspense, or refund credit: only money that lies in the account."""
        body: dict[str, Any] = {"slip_no": "TK1", "reason": "错缴"}
        path = f"/suspense-items/{payment_id}/return"
        if self.books.payments[self.payments[payment_id]].lease is not None:
            body |= {"payment_id": payment_id, "amount_fen": amount.fen}
            path = "/refunds"
        response = await self.home.city.manager.post(path, body)
        if self.books.balance(Account.RENT_BANK) < amount.fen:
            assert response.status_code == 409, "the account does not hold it"
            self.seen["money to give back was not there"] += 1
            return
        assert response.status_code < 300, response.text
        self.books.refund(self.payments[payment_id], amount, self.month)

    async def listed(self, path: str) -> list[Any]:
        answer = await self.home.city.cashier.read(path, project_id=self.home.id, limit=200)
        assert answer["next_cursor"] is None
        return answer["items"]
