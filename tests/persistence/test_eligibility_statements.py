"""The statements about eligibility say what the domain's functions say, for records of any kind."""

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from api.runtime import Runtime
from domain.calendar import Period
from domain.eligibility import (
    BanState,
    EligibilityState,
    Standing,
    Terms,
    WaitingAlert,
    person_standing,
    waiting_alert,
)
from persistence import eligibility
from persistence.eligibility import Limits
from persistence.session import Database
from persistence.tables.eligibility import BanRow, EligibilityRecordRow
from tests.given import City

DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
TODAY = date(2026, 4, 15)


@st.composite
def terms(draw: st.DrawFn) -> Terms:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    state = draw(st.sampled_from(EligibilityState))
    until_on = None if state is EligibilityState.VALID else draw(DAYS)
    return Terms(state, first, last, until_on)


@st.composite
def bans(draw: st.DrawFn) -> tuple[Period, BanState]:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Period(first, last + timedelta(days=1)), draw(st.sampled_from(BanState))


def _record(person: bytes, one: Terms, **facts: Any) -> dict[str, Any]:
    return {
        "decision_no": "甲",
        "applicant_name": "赵福生",
        "person_index": person,
        "tier": "low_income",
        "size": 1,
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "until_on": one.until_on,
        "queued_on": one.starts_on,
        "state": one.state,
        "maker_id": uuid4(),
        **facts,
    }


def _ban(person: bytes, period: Period, state: BanState) -> dict[str, Any]:
    return {
        "person_index": person,
        "person_name": "赵福生",
        "national_id_mask": "",
        "from_on": period.from_on,
        "until_on": period.until_on,
        "reason": "",
        "legal_basis": "",
        "document_no": "",
        "state": state,
        "maker_id": uuid4(),
    }


async def test_who_may_be_housed_is_what_the_domain_says(city: City, runtime: Runtime) -> None:
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(records=st.lists(terms(), max_size=3), banned=st.lists(bans(), max_size=2), day=DAYS)
    def agree(records: list[Terms], banned: Sequence[tuple[Period, BanState]], day: date) -> None:
        standing = [one for one in records if one.state in ("valid", "suspended")][:1]
        over = [one for one in records if one.state not in ("valid", "suspended")]
        asyncio.run(_compare(runtime, city, [*standing, *over], banned, day))

    await asyncio.to_thread(agree)


async def _compare(
    runtime: Runtime,
    city: City,
    records: list[Terms],
    banned: Sequence[tuple[Period, BanState]],
    day: date,
) -> None:
    person = uuid4().bytes
    database = Database(runtime.database.url, pool_size=1)
    async with database.transaction(city.context) as session:
        if records:
            rows = [_record(person, one) for one in records]
            await session.execute(insert(EligibilityRecordRow).values(rows))
        if banned:
            rows = [_ban(person, *one) for one in banned]
            await session.execute(insert(BanRow).values(rows))
    async with database.snapshot(city.context) as session:
        valid = await eligibility.valid_on(session, person, day)
        told = await eligibility.standing_on(session, person, day)
        until = await eligibility.banned_until(session, person, day)
    await database.close()
    in_force = [period for period, state in banned if state is BanState.IN_FORCE]
    expected = person_standing(records, in_force, day)
    assert (valid is not None) == (expected is Standing.ELIGIBLE)
    assert (until is not None) == (expected is Standing.BANNED)
    assert (told is Standing.ELIGIBLE) == (expected is Standing.ELIGIBLE)


async def test_the_queue_alerts_when_the_domain_does(city: City) -> None:
    """Every day around both limits, and the 29th of February."""
    around = [
        *(date(2021, 4, 10) + timedelta(days=n) for n in range(10)),
        *(date(2022, 4, 10) + timedelta(days=n) for n in range(10)),
        date(2024, 2, 29),
        date(2020, 2, 29),
        date(2016, 2, 29),
        TODAY,
    ]
    one = Terms(EligibilityState.VALID, date(2025, 1, 1), date(2028, 1, 1))
    async with city.runtime.database.transaction(city.context) as session:
        rows = [_record(uuid4().bytes, one, queued_on=day) for day in around]
        await session.execute(insert(EligibilityRecordRow).values(rows))
    for today in (TODAY, date(2025, 2, 28), date(2026, 2, 28), date(2026, 3, 1)):
        async with city.runtime.database.snapshot(city.context) as session:
            found = await session.execute(eligibility.queue(today, Limits(4, 5)))
            waiting = [eligibility.waiting_of(row) for row in found]
        for who in waiting:
            expected = waiting_alert(who.queued_on, today, near_years=4, max_years=5)
            assert who.alert is expected, (who.queued_on, today)
        assert len(waiting) == len(around)
        assert today != TODAY or {who.alert for who in waiting} == set(WaitingAlert)


@pytest.mark.parametrize(
    ("state", "ends_on", "blocked"),
    [
        (EligibilityState.VALID, date(2026, 5, 1), True),
        (EligibilityState.VALID, date(2026, 4, 30), False),
        (EligibilityState.SUSPENDED, date(2026, 4, 30), True),
        (EligibilityState.CANCELLED, date(2026, 12, 31), False),
        (EligibilityState.REPLACED, date(2026, 12, 31), False),
    ],
)
async def test_a_record_blocks_another_while_it_stands(
    city: City, state: EligibilityState, ends_on: date, blocked: bool
) -> None:
    person = uuid4().bytes
    until_on = None if state is EligibilityState.VALID else date(2026, 1, 1)
    one = Terms(state, date(2025, 1, 1), ends_on, until_on)
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(insert(EligibilityRecordRow).values(_record(person, one)))
        found = await eligibility.blocked(session, {person: date(2026, 5, 1)})

    assert found == ({person: "standing"} if blocked else {})
