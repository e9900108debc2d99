"""What became of a voucher: read from the charges in it, never stored, so never stale."""

from typing import Final

from sqlalchemy import BigInteger, case, cast, func, select
from sqlalchemy.orm import aliased

from domain.advances import VoucherState
from domain.vouchers import ACCEPTED, VoucherKind
from persistence.tables.ledger import VoucherLineRow, VoucherRow
from persistence.tables.rent import ChargeRow

#: What supplements of the same month advanced later, by charge: hardly ever anything.
_SUPPLEMENT: Final = aliased(VoucherRow)
_LATER_LINE: Final = aliased(VoucherLineRow)
_LATER: Final = (
    select(_LATER_LINE.charge_id, func.sum(_LATER_LINE.amount_fen).label("fen"))
    .join(
        _SUPPLEMENT,
        (_SUPPLEMENT.authority_id == _LATER_LINE.authority_id)
        & (_SUPPLEMENT.id == _LATER_LINE.voucher_id),
    )
    .where(
        _SUPPLEMENT.project_id == VoucherRow.project_id,
        _SUPPLEMENT.month == VoucherRow.month,
        _SUPPLEMENT.kind == VoucherKind.SUPPLEMENT,
        _SUPPLEMENT.state.in_(ACCEPTED),
        _SUPPLEMENT.id > VoucherRow.id,
    )
    .group_by(_LATER_LINE.charge_id)
    .correlate(VoucherRow)
    .lateral("later")
)
_LATER_FEN: Final = func.coalesce(_LATER.c.fen, 0)
_LINE: Final = VoucherLineRow.amount_fen
#: domain.vouchers.attributed: the operator's claim on a charge is the newest voucher's first.
_OPEN: Final = func.least(_LINE, func.greatest(ChargeRow.operator_claim_fen - _LATER_FEN, 0))
_OPEN_OR_DROPPED: Final = func.least(
    _LINE,
    func.greatest(ChargeRow.operator_claim_fen + ChargeRow.written_off_fen - _LATER_FEN, 0),
)
TOTALS: Final = (
    select(
        func.coalesce(func.sum(_OPEN), 0).label("outstanding"),
        func.coalesce(func.sum(_OPEN_OR_DROPPED - _OPEN), 0).label("written_off"),
    )
    .select_from(ChargeRow)
    .join(
        VoucherLineRow,
        (VoucherLineRow.authority_id == ChargeRow.authority_id)
        & (VoucherLineRow.charge_id == ChargeRow.id),
    )
    .outerjoin(_LATER, _LATER.c.charge_id == ChargeRow.id)
    .where(
        VoucherLineRow.voucher_id == VoucherRow.id,
        VoucherLineRow.amount_fen > 0,
        VoucherRow.state.in_(ACCEPTED),
    )
    .lateral("totals")
)
OUTSTANDING: Final = cast(TOTALS.c.outstanding, BigInteger)
WRITTEN_OFF: Final = cast(TOTALS.c.written_off, BigInteger)

#: domain.vouchers.standing in SQL: where a voucher stands is never stored, so never stale.
STANDING: Final = case(
    (VoucherRow.state.not_in(ACCEPTED), VoucherRow.state),
    ((TOTALS.c.outstanding == 0) & (TOTALS.c.written_off > 0), VoucherState.UNCOLLECTIBLE),
    (TOTALS.c.outstanding == 0, VoucherState.RECOVERED),
    (TOTALS.c.outstanding < VoucherRow.amount_fen, VoucherState.RECOVERING),
    else_=VoucherState.F_CONFIRMED,
)
