"""The people of one estate at work on its households, and the papers that they scan."""

import contextlib
from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from io import BytesIO
from struct import pack
from typing import TYPE_CHECKING, Any, Final
from zlib import compress, crc32

from api.demo.founding import Stage
from api.desk import Desk
from api.documents.paper import Paper
from domain.access import Role
from domain.money import Money

if TYPE_CHECKING:
    from api.demo.loading import Running

#: Pixels.
_WIDE, _HIGH = 96, 64


@dataclass(slots=True)
class Counter:
    """Everybody who has a part in a household's life at one estate."""

    stage: Stage
    one: "Running"
    today: date
    officer: Desk
    approver: Desk
    desk: Desk
    cashier: Desk
    manager: Desk
    _files: dict[tuple[int, str], str] = field(default_factory=dict[tuple[int, str], str])

    @property
    def project_id(self) -> str:
        return self.one.project["id"]

    @contextlib.contextmanager
    def on(self, day: date) -> Generator[str]:
        """On that day, which is given as the API writes it; then it is what it was before."""
        clock = self.stage.runtime.clock
        before, clock.told = clock.told, day
        try:
            yield day.isoformat()
        finally:
            clock.told = before

    async def paper(self, of: Desk, title: str = "证明材料") -> str:
        """The id of a paper that this person scanned; each paper once."""
        return await self._file(of, f"{title}.pdf", scan())

    async def photo(self, of: Desk) -> str:
        """The id of a photo that this person took."""
        return await self._file(of, "表读数.png", photo())

    async def _file(self, of: Desk, name: str, data: bytes) -> str:
        key = (id(of), name)
        if key not in self._files:
            stored = await of.send("/files", fields={}, name=name, data=data)
            self._files[key] = stored["id"]
        return self._files[key]

    async def go(self, of: Desk, path: str, action: str, body: Any = None) -> Any:
        """A step on a record as it is now."""
        version = (await of.read(path))["version"]
        return await of.act(f"{path}/{action}", body, version=version)

    async def take(self, path: str, lease_id: str, amount: Money, payer: str) -> None:
        """Cash at the counter, today."""
        body = {
            "lease_id": lease_id,
            "channel": "cash",
            "amount_fen": amount.fen,
            "received_on": self.today.isoformat(),
            "payer_name": payer,
        }
        await self.cashier.act(path, body)


async def open_counter(stage: Stage, one: "Running", today: date) -> Counter:
    """Everybody takes their place."""
    estate = one.estate
    return Counter(
        stage,
        one,
        today,
        officer=await stage.by_role(estate, Role.PURCHASER_OFFICER),
        approver=await stage.by_role(estate, Role.PURCHASER_APPROVER),
        desk=await stage.by_role(estate, Role.FRONT_DESK),
        cashier=await stage.by_role(estate, Role.CASHIER),
        manager=await stage.by_role(estate, Role.OPERATOR_MANAGER),
    )


@cache
def scan() -> bytes:
    """A page that says what it is. Setting its type takes a moment: once for all papers."""
    paper = Paper(title="扫描件", printed_on=date(2026, 1, 5))
    paper.caption("扫描件")
    paper.paragraph("演示城市的纸质材料，内容从略。")
    return paper.to_bytes()


@cache
def photo() -> bytes:
    """A meter on a wall, as a PNG of few colours."""
    wall, face, dial = b"\x8a\x86\x7e", b"\xf4\xf4\xf0", b"\x30\x34\x38"
    rows = BytesIO()
    for y in range(_HIGH):
        rows.write(b"\x00")
        for x in range(_WIDE):
            is_face = (x - _WIDE // 2) ** 2 + (y - _HIGH // 2) ** 2 < (_HIGH // 2 - 4) ** 2
            is_dial = is_face and abs(x - _WIDE // 2) < 18 and abs(y - _HIGH // 2 + 6) < 5
            rows.write(dial if is_dial else face if is_face else wall)
    head = pack(">IIBBBBB", _WIDE, _HIGH, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", compress(rows.getvalue())), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))


#: What was read, counted and seen in a home that is in order.
def sheet(photo_id: str, *, water: str, power: str, damaged: bool = False) -> dict[str, Any]:
    """The lines of a hand-over sheet; with a broken door and two keys lost where it is damaged."""
    door: dict[str, Any] = {"room": "客厅", "item": "入户门", "count": 1, "condition": "intact"}
    if damaged:
        door |= {"condition": "damaged", "price_fen": _DOOR_FEN}
    keys = {"kind": "door", "expected": 6, "counted": 4 if damaged else 6, "price_fen": _KEY_FEN}
    return {
        "meters": [
            {"kind": "water", "reading": water, "photo_id": photo_id},
            {"kind": "power", "reading": power, "photo_id": photo_id},
        ],
        "keys": [keys],
        "fittings": [door],
        "photos": [{"room": "客厅", "file_id": photo_id}],
    }


_DOOR_FEN: Final = 18_000
_KEY_FEN: Final = 3_500
