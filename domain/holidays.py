"""The State Council's public holidays and the weekends worked in exchange (调休), year by year.

Sources: 国务院办公厅关于部分节假日安排的通知, 国办发明电〔2023〕7号 (2024), 〔2024〕12号 (2025),
〔2025〕7号 (2026). The next year's notice comes out each November and adds one entry here.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from domain.calendar import WorkCalendar

#: Days off: first and last day of each holiday.
_HOLIDAYS: Final = (
    # 2024: 元旦, 春节, 清明, 劳动节, 端午, 中秋, 国庆
    (date(2024, 1, 1), date(2024, 1, 1)),
    (date(2024, 2, 10), date(2024, 2, 17)),
    (date(2024, 4, 4), date(2024, 4, 6)),
    (date(2024, 5, 1), date(2024, 5, 5)),
    (date(2024, 6, 10), date(2024, 6, 10)),
    (date(2024, 9, 15), date(2024, 9, 17)),
    (date(2024, 10, 1), date(2024, 10, 7)),
    # 2025: 元旦, 春节, 清明, 劳动节, 端午, 国庆 with 中秋
    (date(2025, 1, 1), date(2025, 1, 1)),
    (date(2025, 1, 28), date(2025, 2, 4)),
    (date(2025, 4, 4), date(2025, 4, 6)),
    (date(2025, 5, 1), date(2025, 5, 5)),
    (date(2025, 5, 31), date(2025, 6, 2)),
    (date(2025, 10, 1), date(2025, 10, 8)),
    # 2026: 元旦, 春节, 清明, 劳动节, 端午, 中秋, 国庆
    (date(2026, 1, 1), date(2026, 1, 3)),
    (date(2026, 2, 15), date(2026, 2, 23)),
    (date(2026, 4, 4), date(2026, 4, 6)),
    (date(2026, 5, 1), date(2026, 5, 5)),
    (date(2026, 6, 19), date(2026, 6, 21)),
    (date(2026, 9, 25), date(2026, 9, 27)),
    (date(2026, 10, 1), date(2026, 10, 7)),
)

#: Saturdays and Sundays on which offices work.
_WORKED_WEEKENDS: Final = (
    date(2024, 2, 4),
    date(2024, 2, 18),
    date(2024, 4, 7),
    date(2024, 4, 28),
    date(2024, 5, 11),
    date(2024, 9, 14),
    date(2024, 9, 29),
    date(2024, 10, 12),
    date(2025, 1, 26),
    date(2025, 2, 8),
    date(2025, 4, 27),
    date(2025, 9, 28),
    date(2025, 10, 11),
    date(2026, 1, 4),
    date(2026, 2, 14),
    date(2026, 2, 28),
    date(2026, 5, 9),
    date(2026, 9, 20),
    date(2026, 10, 10),
)


def _days(ranges: Iterable[tuple[date, date]]) -> frozenset[date]:
    return frozenset(
        first + timedelta(days=offset)
        for first, last in ranges
        for offset in range((last - first).days + 1)
    )


STATE_COUNCIL: Final = WorkCalendar(_days(_HOLIDAYS), frozenset(_WORKED_WEEKENDS))
