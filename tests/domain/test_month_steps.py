"""The chain of the month: how far each step is, who is next, and what ties."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from domain.access import Permission
from domain.calendar import Month
from domain.duties import FEE_STATEMENT, REMITTANCE, VOUCHER
from domain.month_figures import (
    Advances,
    Billing,
    Channel,
    Charged,
    Excluded,
    Fee,
    MonthFigures,
    Received,
    Remittance,
    Voucher,
)
from domain.month_steps import MonthStep, StepKey, StepState, next_step, steps
from domain.month_ties import ties

TODAY = date(2026, 5, 11)
ID = UUID(int=1)
DONE_AT = datetime(2026, 4, 1, 1, tzinfo=UTC)

EMPTY = MonthFigures(
    month=Month(2026, 4),
    charge_by=date(2026, 4, 10),
    cut_off_on=date(2026, 5, 11),
    billing=Billing(None, None, None, 0, 0, None),
    charged=Charged(0, 0, 0, 0, 0, 0, 0, 0),
    received=Received((), 0, 0, 0, 0, 0, None),
    voucher=None,
    remittances=(),
    due_to_treasury_fen=0,
    to_remit_fen=0,
    remit_by=None,
    advances=Advances(0, 0, 0, 0, 0, 0),
    closed_at=None,
    lines=0,
    checks=9,
    failed=("every_live_lease_charged",),
    fees=(),
    broken=(),
)
#: The month of the page that the office was shown: 1,134 bills, 146 households owing.
VOUCHER_OF_APRIL = Voucher(
    id=ID,
    number="DJ-2026-04-01",
    state="operator_confirmed",
    leases=138,
    previous_fen=4_418_351,
    billed_fen=28_461_736,
    reduced_fen=0,
    tenant_paid_fen=25_180_614,
    excluded_fen=175_234,
    amount_fen=3_105_888,
    due_on=date(2026, 5, 11),
    outstanding_fen=0,
    written_off_fen=0,
    is_accepted=False,
    excluded=(Excluded("hardship", 4, 120_780), Excluded("dispute", 2, 54_454)),
    maker_id=ID,
    confirmed_by=ID,
    paid_by=None,
)
APRIL = replace(
    EMPTY,
    billing=Billing(None, DONE_AT, ID, 1134, 0, None),
    charged=Charged(1134, 28_461_736, 0, 0, 25_180_614, 3_281_122, 0, 146),
    received=Received(
        (
            Channel("bank", 800, 18_493_372),
            Channel("online", 300, 6_366_314),
            Channel("cash", 98, 2_094_240),
        ),
        25_180_614,
        1_423_685,
        349_627,
        3,
        77_357,
        date(2026, 5, 13),
    ),
    voucher=VOUCHER_OF_APRIL,
    remittances=(Remittance(ID, "treasury_confirmed", 25_180_614, 0, is_sent=True),),
    due_to_treasury_fen=25_180_614,
    advances=Advances(5_842_036, 0, 1_423_685, 0, 0, 4_418_351),
    failed=("no_old_suspense", "shortfall_advanced"),
    fees=(Fee(ID, "computed", 3_141_133, "0.98", 3_078_310, 350_000, 2_728_310, None),),
)


def chain(month: MonthFigures, today: date = TODAY) -> dict[StepKey, MonthStep]:
    return {step.key: step for step in steps(month, today)}


def states(month: MonthFigures) -> str:
    """The chain as its dots look: · not begun, ~ running, o waiting, x done."""
    mark = {
        StepState.IDLE: "·",
        StepState.RUNNING: "~",
        StepState.WAITING: "o",
        StepState.DONE: "x",
    }
    return "".join(mark[step.state] for step in steps(month, TODAY))


def test_a_month_that_has_not_begun_waits_for_its_bills() -> None:
    assert states(EMPTY) == "o·······"
    following = next_step(steps(EMPTY, TODAY))
    assert following is not None
    assert (following.key, following.until_on) == (StepKey.BILL, date(2026, 4, 10))


def test_bills_that_are_being_made_are_running() -> None:
    running = replace(EMPTY, billing=Billing(ID, None, ID, 0, 0, None))

    assert chain(running)[StepKey.BILL].state is StepState.RUNNING
    assert chain(running)[StepKey.BILL].subject_id == ID
    assert next_step(steps(running, TODAY)) is None


def test_bills_that_nobody_confirmed_wait_for_a_second_person() -> None:
    charged = replace(APRIL, billing=Billing(None, DONE_AT, ID, 1134, 0, ID))

    bill = chain(charged)[StepKey.BILL]

    assert (bill.state, bill.amount_fen, bill.subject_id) == (StepState.WAITING, 28_461_736, ID)
    assert bill.waits_for is not None
    assert bill.waits_for.permission is Permission.CONFIRM_CHARGES


def test_the_page_of_april_is_told_as_the_office_was_shown_it() -> None:
    assert states(APRIL) == "xxooox·o"
    told = chain(APRIL)
    assert told[StepKey.BILL].amount_fen == 28_461_736
    assert told[StepKey.RECEIVE].amount_fen == 26_953_926
    assert told[StepKey.MATCH].amount_fen == 25_180_614
    assert told[StepKey.ARREARS].amount_fen == 3_281_122
    assert told[StepKey.ADVANCE].amount_fen == 3_105_888
    assert told[StepKey.FEE].amount_fen == 2_728_310


def test_what_is_due_first_comes_next_and_dunning_holds_nothing_up() -> None:
    following = next_step(steps(APRIL, TODAY))

    assert following is not None
    assert (following.key, following.until_on) == (StepKey.ADVANCE, date(2026, 5, 11))
    assert following.waits_for == VOUCHER["operator_confirmed"]


def test_a_shortfall_waits_from_its_cut_off_on() -> None:
    short = replace(APRIL, voucher=None)

    before = chain(short, date(2026, 5, 10))[StepKey.ADVANCE]
    on_the_day = chain(short)[StepKey.ADVANCE]

    assert (before.state, before.until_on) == (StepState.IDLE, date(2026, 5, 11))
    assert on_the_day.state is StepState.WAITING


@pytest.mark.parametrize("state", ["f_confirmed", "recovering", "recovered", "uncollectible"])
def test_an_accepted_voucher_is_done(state: str) -> None:
    accepted = replace(VOUCHER_OF_APRIL, state=state, is_accepted=True)

    assert chain(replace(APRIL, voucher=accepted))[StepKey.ADVANCE].state is StepState.DONE


@pytest.mark.parametrize("state", sorted(REMITTANCE))
def test_a_remittance_under_way_waits_for_its_next_hand(state: str) -> None:
    under_way = replace(APRIL, remittances=(Remittance(ID, state, 1, 0, is_sent=False),))

    step = chain(under_way)[StepKey.REMIT]

    assert (step.state, step.waits_for) == (StepState.WAITING, REMITTANCE[state])


def test_money_that_is_held_waits_to_be_drawn_up() -> None:
    holding = replace(APRIL, to_remit_fen=500, remit_by=date(2026, 5, 11))

    assert chain(holding)[StepKey.REMIT].state is StepState.WAITING


@pytest.mark.parametrize("state", ["closed", "paid", *sorted(FEE_STATEMENT)])
def test_a_fee_waits_until_it_is_paid(state: str) -> None:
    [fee] = APRIL.fees
    told = chain(replace(APRIL, fees=(replace(fee, state=state),)))[StepKey.FEE]

    assert (told.state is StepState.DONE) == (state in {"closed", "paid"})


def test_a_month_closes_when_it_is_over_and_every_check_holds() -> None:
    ready = replace(APRIL, failed=())

    assert chain(ready)[StepKey.CLOSE].state is StepState.WAITING
    assert chain(ready, date(2026, 4, 30))[StepKey.CLOSE].state is StepState.IDLE
    assert chain(replace(ready, closed_at=DONE_AT))[StepKey.CLOSE].state is StepState.DONE


def test_april_ties_out_and_the_advance_that_is_missing_is_named() -> None:
    told = {tie.code: tie for tie in ties(APRIL)}

    assert {code: tie.gap_fen for code, tie in told.items()} == {
        "billed": 0,
        "received": 0,
        "shortfall": 0,
        "remitted": 3_105_888,
        "advances": 0,
    }
    assert told["remitted"].total_fen == 28_286_502
    assert told["advances"].total_fen == 4_418_351


def test_a_payment_that_the_books_do_not_have_leaves_a_gap() -> None:
    broken = replace(APRIL, received=replace(APRIL.received, for_operator_fen=0))

    assert {tie.code: tie.gap_fen for tie in ties(broken)}["received"] == 1_423_685
