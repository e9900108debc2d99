"""The forms of the worked examples, and a reader that sees a PDF as a person does."""

# The reader of PDFs has annotations but no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pypdfium2

from api.documents.blocks import Verification
from api.documents.forms import fee_statement, lease_statement, receipt
from api.documents.forms.fee_statement import Deduction, FeeStatement, UnitSpan
from api.documents.forms.lease_statement import AgeBand, LeaseStatement, StatementLine
from api.documents.forms.receipt import Receipt, SettledLine
from api.documents.wording import document_number
from domain.calendar import Month
from domain.money import ZERO, Money, total

OPERATOR = "包头市安居公共租赁住房运营服务有限公司"
BUREAU = "包头市青山区住房和城乡建设局"
QR = Verification("https://anju.example.org/check/01HZY3K7Q2M4", "3f2a91bc0d4e5f60718293a4b5c6d7e8")
yuan = Money.yuan


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page without spaces, as a person who copies it would get it."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in document]


def text_of(pdf: bytes) -> str:
    return "".join(pages_of(pdf))


def colours_of(pdf: bytes) -> set[tuple[int, int, int]]:
    """The colours of the first page as a printer sees it."""
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render(scale=2).to_pil().convert("RGB")
    counted = image.getcolors(maxcolors=image.width * image.height) or []
    return {colour for count, colour in counted if count > 100}


def a_receipt(months: int = 2) -> Receipt:
    """T3's money of May: 272.27 gives the operator its advance back, 27.73 is for May (E5)."""
    first = Month(2025, 4)
    lines = tuple(SettledLine("租金", first.plus(n), yuan("272.27"), "结清") for n in range(months))
    return Receipt(
        number=document_number(2026, 12),
        received_on=date(2026, 5, 11),
        printed_on=date(2026, 5, 11),
        collector=OPERATOR,
        payer="其其格·巴特尔",
        unit="幸福家园3栋2单元501",
        lease_number="BT202400132",
        lines=lines,
        prepaid=yuan("27.73"),
        amount=total(line.amount for line in lines) + yuan("27.73"),
        channel="柜台现金",
        channel_reference="",
        cashier="高晓峰",
        note="租金全额上缴国库。",
        verification=QR,
    )


def a_statement(*lines: StatementLine, **changes: object) -> LeaseStatement:
    form = LeaseStatement(
        number=document_number(2025, 305),
        printed_on=date(2025, 6, 3),
        from_on=date(2025, 4, 1),
        to_on=date(2025, 5, 31),
        operator=OPERATOR,
        purchaser=BUREAU,
        household="玥喆𬭚",
        unit="幸福家园3栋2单元501",
        lease_number="BT202400132",
        lease_from_on=date(2024, 10, 1),
        lease_ends_on=date(2027, 9, 30),
        monthly_rent=yuan("272.27"),
        opening=ZERO,
        lines=lines,
        ageing=(),
        owed_to_treasury=ZERO,
        owed_to_operator=ZERO,
        contact="0472-5550000",
    )
    return replace(form, **changes)


def t3_of_the_advance_example() -> LeaseStatement:
    """E5, lease T3: April advanced by the operator, 300.00 paid in May, 244.54 still owed."""
    return a_statement(
        StatementLine(
            date(2025, 4, 1),
            "2025年4月租金",
            charge=yuan("272.27"),
            trace=("41.89㎡ × 6.50元/㎡·月 × 100% = 272.27元。", "整月，不按日折算。"),
        ),
        StatementLine(date(2025, 5, 1), "2025年5月租金", charge=yuan("272.27")),
        StatementLine(date(2025, 5, 9), "2025年4月代交", advance=yuan("272.27")),
        StatementLine(date(2025, 5, 20), "微信缴费", payment=yuan("300.00")),
        ageing=(AgeBand("1–3月", yuan("244.54")), AgeBand("4–6月", ZERO), AgeBand("6月以上", ZERO)),
        owed_to_treasury=yuan("244.54"),
    )


def the_fee_of_april() -> FeeStatement:
    """E8."""
    first, last = Month(2025, 4).first, Month(2025, 4).last
    return FeeStatement(
        number=document_number(2025, 4),
        printed_on=date(2025, 5, 12),
        month=Month(2025, 4),
        project="幸福家园公共租赁住房",
        contract_number="QSGZF-2025-001",
        operator=OPERATOR,
        purchaser=BUREAU,
        finance="包头市青山区财政局",
        price=yuan("26.50"),
        billed_units=Decimal("1185.3333"),
        unit_days=35_560,
        base_fee=yuan("31411.33"),
        score=Decimal("92.5"),
        coefficient=Decimal("0.98"),
        payable=yuan("30783.10"),
        deductions=(
            Deduction("巡查月报逾期提交", "合同第11.2条", yuan("500.00")),
            Deduction("经查实的投诉2件×800.00元", "合同第11.4条", yuan("1600.00")),
            Deduction("维修超时7单×200.00元", "合同第11.3条", yuan("1400.00")),
        ),
        paid=yuan("27283.10"),
        tax_rate=Decimal("0.06"),
        net=yuan("25738.77"),
        tax=yuan("1544.33"),
        paid_to_date=yuan("119283.10"),
        spans=(
            UnitSpan("全月在管", first, last, 1_150, yuan("26.50")),
            UnitSpan("期中移出合同", first, date(2025, 4, 20), 3, yuan("17.67")),
            UnitSpan("期中纳入合同", date(2025, 4, 11), last, 50, yuan("17.67")),
        ),
        rounding=yuan("-0.18"),
    )


FORMS: Mapping[str, Callable[[], bytes]] = {
    "receipt": lambda: receipt.render(a_receipt()),
    "lease statement": lambda: lease_statement.render(t3_of_the_advance_example()),
    "fee statement": lambda: fee_statement.render(the_fee_of_april()),
}
