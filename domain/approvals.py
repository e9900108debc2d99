"""Which duties are a second person's decision 复核审批, rather than work of one's own."""

from typing import Final

from domain.duties import Duty, DutyAction, DutyKind

_K, _A = DutyKind, DutyAction

#: Somebody made it; whoever decides looks at what it changes.
DECISIONS: Final = frozenset(
    {
        (_K.ADJUSTMENT, _A.DECIDE),
        (_K.VOUCHER, _A.CONFIRM),
        (_K.VOUCHER, _A.ACCEPT),
        (_K.VOUCHER, _A.SETTLE_DISPUTE),
        (_K.REMITTANCE, _A.SIGN),
        (_K.REMITTANCE, _A.CONFIRM),
        (_K.FEE_STATEMENT, _A.CONFIRM),
        (_K.FEE_STATEMENT, _A.AUDIT),
        (_K.FEE_STATEMENT, _A.APPROVE),
        (_K.FEE_STATEMENT, _A.PAY),
        (_K.FEE_STATEMENT, _A.SETTLE_DISPUTE),
        (_K.DEDUCTION, _A.DECIDE),
        (_K.CONTRACT, _A.SIGN),
        (_K.CONTRACT_PRICE, _A.APPROVE),
        (_K.IMPORT, _A.CONFIRM),
        (_K.RENEWAL, _A.DECIDE),
        (_K.LEASE_CHANGE, _A.DECIDE),
        (_K.LEASE_TERMS, _A.DECIDE),
        (_K.EXCHANGE, _A.DECIDE),
        (_K.ELIGIBILITY, _A.DECIDE),
        (_K.BAN, _A.DECIDE),
        (_K.RESERVATION, _A.APPROVE),
        (_K.UNIT_DECISION, _A.DECIDE),
        (_K.FINAL_BILL, _A.CONFIRM),
        (_K.DEPOSIT_REFUND, _A.PAY),
        (_K.RENT_REFUND, _A.PAY),
    }
)


def is_decision(duty: Duty) -> bool:
    return (duty.kind, duty.action) in DECISIONS
