"""The work of some months done twice: over HTTP by people, and in the reference books."""

from collections import Counter
from datetime import UTC, date, datetime

from domain.advances import VoucherEvent
from domain.calendar import Month
from domain.money import Money
from domain.remittances import RecoveryMode
from tests.domain.model_rows import Deed
from tests.given import found_city
from tests.given_month import estate
from tests.rent_life.owing import RENTS, Owing
from tests.rent_life.portal import Portal
from tests.rent_life.reference import HANDED_OVER, Reference

_SINCE = date(2025, 4, 1)


class Life(Owing):
    """With what the operator advances, and what goes out to treasury and comes back."""

    # --- the operator's advance -----------------------------------------------------------

    async def calculate(self, month: Month) -> None:
        self.vouchers[month] = voucher = await self.home.voucher(str(month))
        counted = self.books.counted(self.books.calculate(month))
        assert voucher["amount_fen"] == counted.sums.amount.fen
        self.told[voucher["id"]] = counted

    async def supplement(self, month: Month) -> None:
        self.vouchers[month] = voucher = await self.home.supplement(str(month))
        counted = self.books.counted(self.books.calculate_supplement(month))
        sums = counted.sums
        assert voucher["amount_fen"] == sums.amount.fen
        assert voucher["billed_fen"] == sums.billed.fen
        self.told[voucher["id"]] = counted
        self.seen["a month came open again"] += 1

    async def step_voucher(self, month: Month) -> bool:
        """The voucher's next step; gives whether there was one."""
        voucher, home, event = self.vouchers[month], self.home, None
        match voucher["state"]:
            case "calculated":
                voucher = await home.step(home.city.manager, voucher, "confirmation")
                event = VoucherEvent.CONFIRM
            case "operator_confirmed":
                body = {"amount_fen": voucher["amount_fen"], "bank_slip_no": "P1"}
                body |= {"paid_on": self.today.isoformat()}
                voucher = await home.step(home.city.cashier, voucher, "payment", body)
                event = VoucherEvent.PAY
            case "paid":
                voucher = await home.accepted(voucher)
                is_supplement = voucher["kind"] == "supplement"
                of = self.books.came_open(month) if is_supplement else month
                self.books.accept(month, self.books.booked(of.last))
            case _:
                return False
        if event is not None:
            self.books.step(month, event)
        self.vouchers[month] = voucher
        return True

    # --- money out ------------------------------------------------------------------------

    async def hand_over(self, kind: str, amount: Money) -> None:
        if kind == "topped_up":
            await self.home.top_up(amount.fen, self.today.isoformat())
        else:
            await self.home.hand_over(kind, amount.fen, self.today.isoformat())
        self.books.post(self.month, None, Deed(HANDED_OVER[kind], amount))

    async def draw_up(self) -> None:
        """A statement through today holds what the books say; or there is nothing."""
        round_ = self.books.round()
        if not round_.from_account:
            body = {"project_id": self.home.id, "through_on": self.today.isoformat()}
            response = await self.home.city.cashier.post("/remittances", body)
            assert response.json()["code"] == "nothing_to_remit", response.text
            return
        self.remittance = made = await self.home.statement(self.today.isoformat())
        told = (made["tenant_money_fen"], made["recovered_fen"])
        assert told == (round_.tenant_money.fen, round_.refund_due.fen)

    async def step_remittance(self, *, comes_back: bool = False) -> None:
        home, one = self.home, self.remittance
        match one["state"]:
            case "statement":
                self.remittance = await home.step(home.city.manager, one, "signature")
            case "payment_order":
                await self._send()
            case "sent" if comes_back:
                self.remittance = await home.step(
                    home.city.finance, one, "return", {"reason": "科目有误"}
                )
                self.books.come_back(*self._parts, self._remitted_in)
                self.seen["treasury sent money back"] += 1
            case "mismatch":
                self.remittance = await home.step(
                    home.city.cashier, one, "reissue", {"budget_code": "10301"}
                )
            case _:
                body = {"treasury_receipt_no": f"GK-{one['id']}"}
                await home.step(home.city.finance, one, "confirmation", body)
                self.remittance = None

    async def _send(self) -> None:
        """What is not there any more cannot be sent; the statement is withdrawn."""
        home, one, round_ = self.home, self.remittance, self.books.round()
        body = {"bank_slip_no": "S1", "sent_on": self.today.isoformat()}
        path, version = f"/remittances/{one['id']}/sending", f'"{one["version"]}"'
        response = await home.city.cashier.post(path, body, **{"If-Match": version})
        tenant_money, recovered = self._parts
        if round_.tenant_money < tenant_money or round_.refund_due < recovered:
            assert response.status_code == 409, (round_, response.text)
            assert response.json()["code"] == "money_not_there"
            await home.step(home.city.cashier, one, "withdrawal")
            self.remittance = None
            self.seen["a statement was withdrawn"] += 1
            return
        assert response.status_code < 300, response.text
        self.remittance = response.json()
        self.books.send(tenant_money, recovered, self._remitted_in)

    @property
    def _parts(self) -> tuple[Money, Money]:
        one = self.remittance
        return Money(one["tenant_money_fen"]), Money(one["recovered_fen"])

    @property
    def _remitted_in(self) -> Month:
        return self.books.booked(Month.parse(self.remittance["month"]).first)


async def begun(
    portal: Portal, mode: RecoveryMode, seen: Counter[str], *, treasury_first: bool
) -> Life:
    """A new city on the first day of the first month."""
    portal.runtime.clock.told = _SINCE
    city = await found_city(portal.runtime, portal.http)
    home = await estate(
        city,
        RENTS,
        recovery_mode=mode,
        treasury_first=treasury_first,
        signed_at=datetime(2025, 1, 1, tzinfo=UTC),
    )
    return Life(portal, home, Reference(mode=mode, treasury_first=treasury_first), seen)
