"""勾稽, the ties of a month: every total that its page shows, beside what it is made of."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.month_figures import MonthFigures, Voucher


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a total, with its sign."""

    code: str
    fen: int


@dataclass(frozen=True, slots=True)
class Tie:
    """勾稽: a total and what it is made of. The gap is named, never hidden."""

    code: str
    total_fen: int
    parts: tuple[Part, ...]

    @property
    def gap_fen(self) -> int:
        return self.total_fen - sum(part.fen for part in self.parts)


def ties(month: MonthFigures) -> list[Tie]:
    """Every total that the page shows, beside its parts."""
    return list(_ties(month))


def _ties(month: MonthFigures) -> Iterator[Tie]:
    charged, received, moved = month.charged, month.received, month.advances
    yield Tie(
        "billed",
        charged.billed_fen,
        (
            Part("paid", charged.paid_fen),
            Part("reduced", charged.reduced_fen),
            Part("written_off", charged.written_off_fen),
            Part("treasury", charged.treasury_fen),
            Part("operator", charged.operator_fen),
        ),
    )
    yield Tie(
        "received",
        sum(one.amount_fen for one in received.channels),
        (
            Part("for_treasury", received.for_treasury_fen),
            Part("recovered", received.for_operator_fen),
            Part("unallocated", received.unallocated_fen),
        ),
    )
    if month.voucher is not None:
        yield from _of_voucher(month.voucher)
    yield Tie(
        "remitted",
        month.due_to_treasury_fen + (month.voucher.amount_fen if month.voucher else 0),
        (
            Part("tenant_money", sum(r.tenant_money_fen for r in month.remittances if r.is_sent)),
            Part("advance", month.advance_paid_fen),
        ),
    )
    yield Tie(
        "advances",
        moved.closing_fen,
        (
            Part("opening", moved.opening_fen),
            Part("recovered", -moved.recovered_fen),
            Part("advanced", moved.advanced_fen),
            Part("reduced", -moved.reduced_fen),
            Part("written_off", -moved.written_off_fen),
        ),
    )


def _of_voucher(voucher: Voucher) -> Iterator[Tie]:
    short = voucher.billed_fen - voucher.reduced_fen - voucher.tenant_paid_fen
    yield Tie(
        "shortfall",
        short,
        (
            Part("advance", voucher.amount_fen),
            *(Part(one.reason, one.amount_fen) for one in voucher.excluded),
        ),
    )
    if voucher.is_accepted:
        yield Tie(
            "advance",
            voucher.amount_fen,
            (
                Part("recovered", voucher.recovered_fen),
                Part("outstanding", voucher.outstanding_fen),
                Part("written_off", voucher.written_off_fen),
            ),
        )
