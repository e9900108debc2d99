"""The queue of the demo: who was granted a home, and the four rounds in which homes are chosen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final

from api.demo.cast import DRAW_PUBLIC_VALUE, DRAW_SECRET
from api.demo.counter import Counter
from api.demo.invented import Applicant
from domain.housing import UnitState

_COMMITMENT: Final = sha256(bytes.fromhex(DRAW_SECRET)).hexdigest()

#: Before today: objections to an order of the first are over by the second, whatever the holidays.
_LONG_AGO: Final = timedelta(days=40)
_CHOSEN: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Days:
    """A round's days; a draw is committed to and frozen before its public value is known."""

    opens: date
    closes: date
    drawn: date


@dataclass(frozen=True, slots=True)
class Kept:
    """A home that a household chose, and who they are."""

    reservation_id: str
    applicant: Applicant


@dataclass(slots=True)
class Queue:
    """The estate's empty homes and the city's applicants, taken one after the other."""

    counter: Counter
    people: Iterator[Applicant]
    homes: list[Any]
    granted: int = 0

    def take(self, count: int) -> list[Any]:
        taken, self.homes = self.homes[:count], self.homes[count:]
        return taken

    async def grant(self, **facts: Any) -> tuple[Applicant, Any]:
        """The bureau puts a decision on file."""
        applicant = next(self.people)
        return applicant, await grant(self.counter, applicant, self._number(), **facts)

    def _number(self) -> int:
        self.granted += 1
        return self.granted


async def grant(counter: Counter, who: Applicant, number: int, **facts: Any) -> Any:
    """A decision of the bureau, valid since the year before."""
    year = counter.today.year - 1
    members = [
        {"name": name, "relation": relation, "national_id": national_id}
        for name, relation, national_id in who.members
    ]
    body = {
        "decision_no": f"包住保〔{year}〕{number:04d}号",
        "applicant": {"name": who.name, "national_id": who.national_id, "phone": who.phone},
        "members": members,
        "tier": who.tier,
        "starts_on": date(year, 1, 1).isoformat(),
        "ends_on": date(year + 4, 12, 31).isoformat(),
        "queued_on": date(year - 1, 1 + number % 12, 1 + number % 28).isoformat(),
        **facts,
    }
    return await counter.officer.act("/eligibility-records", body)


async def queue_up(counter: Counter, people: Iterator[Applicant]) -> Queue:
    """Whose turn comes later, with a cancellation and a ban that wait for their second person."""
    homes = counter.officer.every(
        "/units", project_id=counter.project_id, state=UnitState.AVAILABLE.value
    )
    queue = Queue(counter, people, [home async for home in homes])
    for group in ("elderly", "many_children", "merit"):
        await queue.grant(priority_groups=[group])
    _, record = await queue.grant()
    measure = {
        "measure": "cancel",
        "effective_on": (counter.today + timedelta(days=30)).isoformat(),
        "reason": "经核查，该家庭已购买商品住房。",
        "legal_basis": "公租房办法第三十一条",
        "document_no": f"包住保〔{counter.today.year}〕0201号",
    }
    path = f"/eligibility-records/{record['id']}"
    await counter.go(counter.officer, path, "measures", measure)
    cheat = next(people)
    ban = {
        "name": cheat.name,
        "national_id": cheat.national_id,
        "from_on": counter.today.isoformat(),
        "reason": "隐瞒住房情况骗取保障资格。",
        "legal_basis": "公租房办法第三十五条",
        "document_no": f"包住保〔{counter.today.year}〕0207号",
    }
    await counter.officer.act("/bans", ban)
    return queue


async def hold_rounds(queue: Queue) -> list[Kept]:
    """One round is over, one chooses, one waits for its draw, one registers. Gives who has chosen
    in the first: their leases come next.
    """
    today = queue.counter.today
    past = _days(today - _LONG_AGO)
    first = await _drawn(queue, 1, past, homes=8, people=9)
    kept = await _choose(queue, first, homes=8, people=9)
    one = await _step(queue, queue.counter.approver, first, "result-publication")
    await _step(queue, queue.counter.officer, one, "closing")
    second = await _drawn(queue, 2, past, homes=6, people=6)
    await _choose(queue, second, homes=6, people=2)
    waiting = Days(today - timedelta(days=10), today - timedelta(days=2), today)
    await _frozen(queue, 3, waiting, homes=5, people=6)
    coming = Days(today - timedelta(days=3), today + timedelta(days=11), today + timedelta(days=13))
    await _registered(queue, 4, coming, homes=6, people=3)
    return kept


def _days(opens: date) -> Days:
    return Days(opens, opens + timedelta(days=7), opens + timedelta(days=10))


@dataclass(frozen=True, slots=True)
class _Round:
    """A round on its way, and who registered, by their registration."""

    id: str
    number: int
    registered: dict[str, Applicant]


async def _registered(queue: Queue, number: int, days: Days, *, homes: int, people: int) -> _Round:
    """Planned, committed to, published, and open for the households of the queue."""
    counter, estate = queue.counter, queue.counter.one.estate
    units: Sequence[Any] = queue.take(homes)
    with counter.on(days.opens):
        made = await counter.officer.act(
            "/allocation-rounds",
            {
                "project_id": counter.project_id,
                "title": f"{estate.name}{days.opens.year}年第{'一二三四'[number - 1]}批配租",
                "method": "lottery",
                "location": f"{estate.district}{estate.address}",
                "rent_standard": f"{estate.price}元/㎡·月",
                "target_group": "城镇中等偏下收入住房困难家庭、新就业无房职工",
                "registration_opens_on": days.opens.isoformat(),
                "registration_closes_on": days.closes.isoformat(),
                "units": [unit["code"] for unit in units],
            },
        )
        commitment = {
            "commitment": _COMMITMENT,
            "public_source": f"双色球第{days.drawn.year}{days.drawn:%j}期开奖号码",
            "public_on": days.drawn.isoformat(),
        }
        one = _Round(made["id"], number, {})
        await _step(queue, counter.officer, one, "commitment", commitment)
        await _step(queue, counter.approver, one, "plan-publication")
        for _ in range(people):
            applicant, _ = await queue.grant()
            body = {"applicant": {"name": applicant.name, "national_id": applicant.national_id}}
            path = f"/allocation-rounds/{one.id}/registrations"
            one.registered[(await counter.desk.act(path, body))["id"]] = applicant
    return one


async def _frozen(queue: Queue, number: int, days: Days, *, homes: int, people: int) -> _Round:
    """Checked again and frozen on the day before the public value is known."""
    one = await _registered(queue, number, days, homes=homes, people=people)
    officer = queue.counter.officer
    with queue.counter.on(days.drawn - timedelta(days=1)):
        await officer.act(f"/allocation-rounds/{one.id}/recheck")
        await _step(queue, officer, one, "review")
        await _step(queue, officer, one, "freezing")
    return one


async def _drawn(queue: Queue, number: int, days: Days, *, homes: int, people: int) -> _Round:
    """Drawn by lot, and the order made public."""
    one = await _frozen(queue, number, days, homes=homes, people=people)
    counter = queue.counter
    draw = {"secret": DRAW_SECRET, "public_value": DRAW_PUBLIC_VALUE}
    with counter.on(days.drawn):
        await _step(queue, counter.officer, one, "order", draw)
        await _step(queue, counter.approver, one, "order-publication")
    return one


async def _choose(queue: Queue, one: _Round, *, homes: int, people: int) -> list[Kept]:
    """So many are called in order, while there are homes, and take the largest that suits them;
    whoever finds none waives.
    """
    counter, path = queue.counter, f"/allocation-rounds/{one.id}"
    kept: list[Kept] = []
    with counter.on(counter.today - _CHOSEN):
        await _step(queue, counter.desk, one, "selection")
        for _ in range(people):
            if len(kept) == homes:
                break
            turn = await counter.desk.act(f"{path}/calls", {"desk": "1号窗口"})
            at = f"{path}/registrations/{turn['id']}"
            offered = (await counter.desk.read(f"{at}/homes"))["items"]
            if not offered:
                paper = await counter.paper(counter.desk, "放弃选房声明")
                waiver = {"reason": "无合适户型。", "file_ids": [paper]}
                await counter.desk.act(f"{at}/waiver", waiver, version=turn["version"])
                continue
            largest = max(offered, key=lambda home: Decimal(home["area_m2"]))
            body = {"unit_id": largest["unit_id"]}
            taken = await counter.desk.act(f"{at}/selection", body, version=turn["version"])
            kept.append(Kept(taken["reservation_id"], one.registered[turn["id"]]))
    return kept


async def _step(queue: Queue, of: Any, one: _Round, step: str, body: Any = None) -> _Round:
    await queue.counter.go(of, f"/allocation-rounds/{one.id}", step, body)
    return one
