"""Months of an estate in any order of deeds: the program beside the reference books.

ANJU_LIFE_EXAMPLES asks for more runs than continuous integration makes.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from api.settings import Settings
from domain.calendar import Month
from domain.money import Money
from domain.remittances import RecoveryMode
from persistence.server import Addresses
from tests.rent_life.closing import advanced, compare, ended, in_suspense, share, standing, wound_up
from tests.rent_life.life import Life, begun
from tests.rent_life.owing import MONTHS, RENTS
from tests.rent_life.portal import Portal, opened

EXAMPLES: Final = int(os.environ.get("ANJU_LIFE_EXAMPLES", "12"))
STEPS: Final = 25

TENANTS: Final = st.sampled_from(sorted(RENTS))
AMOUNTS: Final = st.integers(1, 60_000).map(Money)
PERCENT: Final = st.sampled_from([1, 30, 50, 99, 100])
#: Which of the things at hand, from 0; the machine counts round.
WHICH: Final = st.integers(0, 9)


def when(holds: Callable[[Life], Any]) -> Callable[[Any], Any]:
    return precondition(lambda self: bool(holds(self.life)))


class RentLife(RuleBasedStateMachine):
    """What offices do with rent, whenever it can be done."""

    portal: Portal
    seen: Counter[str]
    life: Life
    is_well = False

    @initialize(
        mode=st.sampled_from(RecoveryMode), treasury_first=st.booleans(), late=st.booleans()
    )
    def found(self, mode: RecoveryMode, treasury_first: bool, late: bool) -> None:
        self.life = self.portal.run(
            begun(self.portal, mode, self.seen, treasury_first=treasury_first)
        )
        self.portal.run(self.life.bill(self.life.unbilled[0]))
        self.portal.run(self.life.pay("甲", Money(30_000)))
        if late:
            self.portal.run(advanced(self.life))

    def did(self, what: str, work: Any) -> None:
        self.seen[what] += 1
        self.run(work)

    def run(self, work: Any) -> None:
        """Only a life that went well to its end is looked at as a whole."""
        self.is_well = False
        self.portal.run(work)
        self.is_well = True

    @rule(days=st.integers(1, 20))
    def days_pass(self, days: int) -> None:
        self.life.pass_days(days)

    @when(lambda life: life.unbilled)
    @rule()
    def bill(self) -> None:
        self.did("bill", self.life.bill(self.life.unbilled[0]))

    @rule(tenant=TENANTS, percent=st.sampled_from([10, 50, 100, 100, 130, 300]))
    def pay(self, tenant: str, percent: int) -> None:
        amount = share(self.life.books.owed(tenant) or Money(RENTS[tenant]), percent)
        self.did("pay", self.life.pay(tenant, amount))
        self.seen["paid too much"] += percent > 100

    @when(standing)
    @rule(which=WHICH)
    def reverse(self, which: int) -> None:
        self.did("reverse", self.life.reverse(_one(reversed(standing(self.life)), which)))

    @rule(amount=AMOUNTS, tenant=st.none() | TENANTS)
    def bank(self, amount: Money, tenant: str | None) -> None:
        self.did("bank", self.life.bank(amount, tenant))

    @when(in_suspense)
    @rule(which=WHICH, tenant=TENANTS)
    def resolve(self, which: int, tenant: str) -> None:
        self.did("resolve", self.life.resolve(_one(in_suspense(self.life), which), tenant))

    @when(in_suspense)
    @rule(which=WHICH)
    def send_back_suspense(self, which: int) -> None:
        payment_id = _one(in_suspense(self.life), which)
        amount = self.life.books.payments[self.life.payments[payment_id]].unallocated
        self.did("return", self.life.give_back(payment_id, amount))

    @when(lambda life: bool(_with_credit(life)))
    @rule(which=WHICH, percent=PERCENT)
    def refund(self, which: int, percent: int) -> None:
        payment_id = _one(_with_credit(self.life), which)
        credit = self.life.books.payments[self.life.payments[payment_id]].unallocated
        self.did("refund", self.life.give_back(payment_id, share(credit, percent)))

    @rule(which=WHICH, amount=AMOUNTS)
    def increase(self, which: int, amount: Money) -> None:
        charge_id = _one(self.life.charges, which)
        self.did("increase", self.life.adjust(charge_id, amount, lowers=False))

    @when(lambda life: bool(_owing(life)))
    @rule(which=WHICH, percent=PERCENT)
    def reduce(self, which: int, percent: int) -> None:
        charge_id = _one(_owing(self.life), which)
        amount = share(self.life.books.charges[charge_id].split.owed, percent)
        self.did("reduce", self.life.adjust(charge_id, amount, lowers=True))

    @when(lambda life: life.books.charges)
    @rule(tenant=TENANTS, since=st.sampled_from(MONTHS), percent=PERCENT)
    def lower_rent(self, tenant: str, since: Month, percent: int) -> None:
        self.did("lower rent", self.life.lower_rent(tenant, since, percent))

    @when(lambda life: life.uncounted or life.reopened or _under_way(life))
    @rule(which=WHICH)
    def voucher(self, which: int) -> None:
        """The next step of a voucher under way, or a new one, or a supplement."""
        if under_way := _under_way(self.life):
            self.did("voucher", self.life.step_voucher(_one(under_way, which)))
        elif self.life.uncounted:
            self.did("calculate", self.life.calculate(self.life.uncounted[0]))
        else:
            self.did("supplement", self.life.supplement(_one(self.life.reopened, which)))

    @when(lambda life: any(_handable(life).values()))
    @rule(which=WHICH, percent=PERCENT)
    def hand_over(self, which: int, percent: int) -> None:
        waiting = _handable(self.life)
        kind = _one([kind for kind, amount in waiting.items() if amount], which)
        self.did("hand over", self.life.hand_over(kind, share(waiting[kind], percent)))

    @when(lambda life: life.remittance or life.books.round().from_account)
    @rule(comes_back=st.booleans())
    def remittance(self, comes_back: bool) -> None:
        """The next step of the remittance under way, or a new statement."""
        if self.life.remittance is None:
            self.did("draw up", self.life.draw_up())
        else:
            self.did("remittance", self.life.step_remittance(comes_back=comes_back))

    @when(lambda life: life.first_open)
    @rule()
    def wind_up(self) -> None:
        month = self.life.first_open
        assert month is not None
        self.did("close", wound_up(self.life, month))

    @invariant()
    def agrees(self) -> None:
        self.run(compare(self.life))

    def teardown(self) -> None:
        if self.is_well:
            self.portal.run(ended(self.life))


#: Every deed that a module's run must have done at least a few times.
DEEDS: Final = (
    *("bill", "pay", "reverse", "bank", "resolve", "return", "refund", "increase", "reduce"),
    *("calculate", "voucher", "hand over", "draw up", "remittance", "close", "lower rent"),
    *("paid too much", "treasury sent money back", "a month came open again"),
)
#: What a long run meets now and then.
SELDOM: Final = ("the operator must put money back", "paid rent became credit")

#: Single steps that a short run may leave to `wind_up`, which takes a month's voucher, statement
#: and hand-over to their end; a run of this many examples must meet them one by one too.
LONG_RUN: Final = 100
IN_EVERY_RUN: Final = tuple(
    deed
    for deed in DEEDS
    if deed
    not in {
        *("calculate", "voucher", "hand over", "refund", "treasury sent money back", "resolve"),
        "a month came open again",
    }
)


@pytest.fixture
def portal(settings: Settings, addresses: Addresses) -> Iterator[Portal]:
    with opened(settings, addresses.app) as door:
        yield door


def test_the_program_keeps_the_same_books_as_the_reference(portal: Portal) -> None:
    seen: Counter[str] = Counter()

    class Run(RentLife):
        pass

    Run.portal, Run.seen = portal, seen
    run_state_machine_as_test(
        Run,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )

    wanted, least = (DEEDS, 3) if EXAMPLES >= LONG_RUN else (IN_EVERY_RUN, 1)
    rare = {deed: seen[deed] for deed in wanted if seen[deed] < least}
    if EXAMPLES >= LONG_RUN:
        rare |= {deed: 0 for deed in SELDOM if not seen[deed]}
    assert rare == {}, seen


def _one(things: Any, which: int) -> Any:
    every = list(things)
    return every[which % len(every)]


def _with_credit(life: Life) -> list[str]:
    model = life.books.payments
    return [
        one
        for one, of in life.payments.items()
        if model[of].lease is not None and model[of].unallocated
    ]


def _owing(life: Life) -> list[Any]:
    return [one.id for one in life.books.charges.values() if one.split.owed]


def _under_way(life: Life) -> list[Any]:
    states = {"calculated", "operator_confirmed", "paid"}
    return [month for month, one in life.vouchers.items() if one["state"] in states]


def _handable(life: Life) -> dict[str, Money]:
    """What waits; money on its way to treasury is not refunded yet."""
    waiting = life.books.waiting()
    if life.remittance is not None and life.remittance["state"] == "sent":
        waiting["refunded"] = Money(0)
    return waiting
