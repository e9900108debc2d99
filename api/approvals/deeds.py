"""Where each decision is taken: the addresses behind the buttons."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from domain.duties import DutyAction, DutyKind
from domain.unit_decisions import DecisionKind


class Way(NamedTuple):
    """One way to decide: a word for the button, and the address that is posted to.

    `only` names the variant of the kind that is decided there.
    """

    word: str
    path: str
    only: str | None = None


_K, _A = DutyKind, DutyAction
_VOUCHER: Final = "/v1/advances/{id}"
_REMITTANCE: Final = "/v1/remittances/{id}"
_FEE: Final = "/v1/fee-statements/{id}"
_DEDUCTION: Final = "/v1/deduction-events/{id}"
_ADJUSTMENT: Final = "/v1/adjustments/{id}"
_MEASURE: Final = "/v1/eligibility-records/{id}/measures/{parent}"

#: The way that agrees comes first.
WAYS: Final[Mapping[tuple[DutyKind, DutyAction], tuple[Way, ...]]] = {
    (_K.ADJUSTMENT, _A.DECIDE): (
        Way("approve", f"{_ADJUSTMENT}/approval"),
        Way("reject", f"{_ADJUSTMENT}/rejection"),
    ),
    (_K.VOUCHER, _A.CONFIRM): (
        Way("confirm", f"{_VOUCHER}/confirmation"),
        Way("dispute", f"{_VOUCHER}/disputes"),
    ),
    (_K.VOUCHER, _A.ACCEPT): (
        Way("accept", f"{_VOUCHER}/acceptance"),
        Way("return", f"{_VOUCHER}/return"),
    ),
    (_K.VOUCHER, _A.SETTLE_DISPUTE): (Way("decide", f"{_VOUCHER}/dispute-decision"),),
    (_K.REMITTANCE, _A.SIGN): (Way("sign", f"{_REMITTANCE}/signature"),),
    (_K.REMITTANCE, _A.CONFIRM): (
        Way("confirm", f"{_REMITTANCE}/confirmation"),
        Way("return", f"{_REMITTANCE}/return"),
    ),
    (_K.FEE_STATEMENT, _A.CONFIRM): (
        Way("confirm", f"{_FEE}/confirmation"),
        Way("object", f"{_FEE}/objection"),
    ),
    (_K.FEE_STATEMENT, _A.AUDIT): (
        Way("audit", f"{_FEE}/audit"),
        Way("withdraw", f"{_FEE}/withdrawal"),
    ),
    (_K.FEE_STATEMENT, _A.APPROVE): (Way("approve", f"{_FEE}/approval"),),
    (_K.FEE_STATEMENT, _A.PAY): (Way("pay", f"{_FEE}/payment"),),
    (_K.FEE_STATEMENT, _A.SETTLE_DISPUTE): (
        Way("reply", f"{_FEE}/objection-reply"),
        Way("withdraw", f"{_FEE}/withdrawal"),
    ),
    (_K.DEDUCTION, _A.DECIDE): (Way("decide", f"{_DEDUCTION}/decision"),),
    (_K.CONTRACT, _A.SIGN): (Way("sign", "/v1/service-contracts/{id}/signature"),),
    (_K.CONTRACT_PRICE, _A.APPROVE): (
        Way("approve", "/v1/service-contracts/{parent}/prices/{id}/approval"),
    ),
    (_K.IMPORT, _A.CONFIRM): (Way("confirm", "/v1/imports/{id}/confirmation"),),
    (_K.RENEWAL, _A.DECIDE): (
        Way("decide", "/v1/renewals/{id}/decision", "proposed"),
        Way("reply", "/v1/renewals/{id}/objection-answer", "objection"),
    ),
    (_K.LEASE_CHANGE, _A.DECIDE): (Way("decide", "/v1/lease-changes/{id}/decision"),),
    (_K.LEASE_TERMS, _A.DECIDE): (
        Way("approve", "/v1/lease-terms/{parent}/approval"),
        Way("reject", "/v1/lease-terms/{parent}/rejection"),
    ),
    (_K.EXCHANGE, _A.DECIDE): (Way("decide", "/v1/exchanges/{id}/decision"),),
    (_K.ELIGIBILITY, _A.DECIDE): (
        Way("confirm", f"{_MEASURE}/confirmation"),
        Way("reject", f"{_MEASURE}/rejection"),
    ),
    (_K.BAN, _A.DECIDE): (
        Way("confirm", "/v1/bans/{id}/confirmation"),
        Way("reject", "/v1/bans/{id}/rejection"),
    ),
    (_K.RESERVATION, _A.APPROVE): (
        Way("approve", "/v1/direct-allocations/{id}/approval"),
        Way("reject", "/v1/direct-allocations/{id}/rejection"),
    ),
    (_K.UNIT_DECISION, _A.DECIDE): (
        Way("decide", "/v1/units/{id}/repair/decision", DecisionKind.LONG_REPAIR),
        Way("decide", "/v1/units/{id}/withdrawal/review", DecisionKind.WITHDRAWAL),
    ),
    (_K.FINAL_BILL, _A.CONFIRM): (Way("confirm", "/v1/exit-cases/{id}/final-bill/confirmation"),),
    (_K.DEPOSIT_REFUND, _A.PAY): (Way("pay", "/v1/deposit-refunds/{id}/payment"),),
    (_K.RENT_REFUND, _A.PAY): (Way("pay", "/v1/rent-refunds/{id}/payment"),),
}


def ways_of(kind: DutyKind, action: DutyAction, variant: str | None) -> list[Way]:
    """The ways that this one is decided by."""
    return [one for one in WAYS[kind, action] if one.only in {None, variant}]
