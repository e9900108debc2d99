"""What must hold in the reference books after every deed (domain.md 6.2)."""

from collections.abc import Iterable
from uuid import UUID

from domain.allocation import Split, moved
from domain.closings import GENESIS, seal
from domain.ledger import Account, Reason, check_balances, uncovered
from domain.money import ZERO, Money, total
from tests.domain.model import Books
from tests.domain.model_rows import SETTLES, Payment


def violations(books: Books) -> list[str]:
    """Every invariant that does not hold (domain.md 6.2)."""
    return [found.code for found in check_balances(books.balances())] + [
        code for code, holds in _invariants(books) if not holds
    ]


def _invariants(books: Books) -> Iterable[tuple[str, bool]]:
    splits = [charge.split for charge in books.charges.values()]
    standing = books.balances()
    yield (
        "charge_adds_up",
        all(
            charge.split.billed == charge.amount + books.posted(Reason.INCREASED, charge.id)
            for charge in books.charges.values()
        ),
    )
    yield (
        "charge_is_what_its_rows_say",
        all(charge.split == _refolded(books, charge.id) for charge in books.charges.values()),
    )
    yield (
        "no_part_below_zero",
        all(
            part >= ZERO
            for split in splits
            for part in (split.paid, split.treasury, split.operator, split.reduced)
        ),
    )
    yield (
        "treasury_claims_are_a1",
        standing[Account.RECEIVABLE_TREASURY] == sum(split.treasury.fen for split in splits),
    )
    yield (
        "operator_claims_are_a2",
        standing[Account.RECEIVABLE_OPERATOR] == sum(split.operator.fen for split in splits),
    )
    yield (
        "credit_is_l2",
        -standing[Account.UNALLOCATED]
        == sum(payment.unallocated.fen for payment in books.payments.values()),
    )
    yield (
        "operator_claims_are_covered",
        uncovered(standing, _with_operator(books)) == ZERO,
    )
    yield "advances_are_recovered_or_open", books.operator_claim() == _advances_open(books)
    yield "payments_are_used_exactly", all(map(_is_used, books.payments.values()))
    yield "seals_can_be_recomputed", _seals_hold(books)


def _with_operator(books: Books) -> Money:
    handed = (Reason.RECOVERED_KEPT, Reason.RECOVERED_REFUNDED)
    return total(map(books.posted, handed)) - books.posted(Reason.TOPPED_UP_BY_OPERATOR)


def _advances_open(books: Books) -> Money:
    """Confirmed advances less what was recovered, lowered or written off (invariant 3)."""
    back = (
        Reason.RECEIVED_FOR_OPERATOR,
        Reason.ALLOCATED_TO_OPERATOR,
        Reason.REDUCED_AFTER_ADVANCE,
        Reason.WRITTEN_OFF_BY_OPERATOR,
        Reason.WRITTEN_OFF_BY_TREASURY,
    )
    return books.posted(Reason.ADVANCED) - total(books.posted(reason) for reason in back)


def _is_used(payment: Payment) -> bool:
    if payment.is_reversed:
        return payment.unallocated == ZERO
    given = total(deed.amount for deed in payment.deeds if deed.reason in SETTLES)
    taken = total(
        deed.amount for deed in payment.deeds if deed.reason is Reason.REDUCED_AFTER_PAYMENT
    )
    return given - taken + payment.unallocated + payment.refunded == payment.amount


def _seals_hold(books: Books) -> bool:
    previous, after = GENESIS, None
    for month, sealed in books.seals.items():
        if seal(books.lines(after, month), previous) != sealed:
            return False
        previous, after = sealed, month
    return True


def _refolded(books: Books, charge: UUID) -> Split:
    split = Split()
    for deed in books.deeds:
        if deed.charge == charge:
            split = moved(split, deed.reason, deed.amount, mirrors=deed.mirrors)
    return split
