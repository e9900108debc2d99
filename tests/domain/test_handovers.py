"""A hand-over sheet: what it lacks, what it proves, and what two of them say together."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access import Role
from domain.handover_sheets import (
    Condition,
    Damage,
    Defect,
    Fitting,
    KeyKind,
    Keys,
    Meter,
    MeterKind,
    MeterRanBackwards,
    Photo,
    Severity,
    Sheet,
    as_json,
    consumption,
    damages,
    damages_total,
    from_json,
)
from domain.handovers import (
    SIDES,
    SIGNERS,
    HandoverKind,
    Needs,
    Side,
    SideNotOfHandover,
    Signed,
    missing,
    side_of,
)
from domain.money import Money
from domain.unit_kinds import UnitKind

PHOTO = UUID(int=7)
WATER = Meter(MeterKind.WATER, Decimal("100.5"), photo_id=PHOTO)
POWER = Meter(MeterKind.POWER, Decimal(1000), photo_id=PHOTO)
DOOR = Fitting("客厅", "入户门", 1, Condition.INTACT)
WHOLE = Sheet(
    meters=(WATER, POWER),
    keys=(Keys(KeyKind.DOOR, 6, 6, Money(3500)),),
    fittings=(DOOR,),
    photos=(Photo("客厅", PHOTO),),
)
_K = HandoverKind


@pytest.mark.parametrize("kind", list(HandoverKind))
def test_a_whole_sheet_lacks_nothing(kind: HandoverKind):
    assert missing(WHOLE, kind, UnitKind.DWELLING, Needs()) == []


@pytest.mark.parametrize(
    ("kind", "sheet", "lacks"),
    [
        (_K.ACCEPTANCE, Sheet(), ["meter_water", "meter_power", "keys"]),
        (_K.ACCEPTANCE, replace(WHOLE, meters=(WATER,)), ["meter_power"]),
        (_K.ACCEPTANCE, replace(WHOLE, keys=(Keys(KeyKind.DOOR, 3, 0),)), ["keys"]),
        (_K.CHECK_IN, Sheet(), ["meter_water", "meter_power", "keys", "fittings", "photos"]),
        (
            _K.CHECK_IN,
            replace(WHOLE, meters=(WATER, replace(POWER, photo_id=None))),
            ["meter_photo_power"],
        ),
        (_K.CHECK_IN, replace(WHOLE, photos=(Photo("厨房", PHOTO),)), ["photos"]),
        (_K.CHECK_OUT, replace(WHOLE, keys=(Keys(KeyKind.DOOR, 6, 0, Money(3500)),)), []),
        (_K.CHECK_OUT, replace(WHOLE, keys=(Keys(KeyKind.DOOR, 6, 4),)), ["damage_price"]),
        (
            _K.CHECK_OUT,
            replace(WHOLE, fittings=(replace(DOOR, condition=Condition.DAMAGED),)),
            ["damage_price"],
        ),
        (
            _K.CHECK_OUT,
            replace(WHOLE, fittings=(replace(DOOR, condition=Condition.DAMAGED, price=Money(0)),)),
            [],
        ),
    ],
)
def test_a_sheet_says_what_it_lacks_before_anybody_signs(
    kind: HandoverKind, sheet: Sheet, lacks: list[str]
):
    assert missing(sheet, kind, UnitKind.DWELLING, Needs()) == lacks


def test_a_city_may_ask_for_more_keys_and_photos():
    needs = Needs(min_keys=7, photos_per_room=2)
    assert missing(WHOLE, _K.ACCEPTANCE, UnitKind.DWELLING, needs) == ["keys"]
    assert missing(WHOLE, _K.CHECK_IN, UnitKind.DWELLING, needs) == ["keys", "photos"]


@pytest.mark.parametrize(
    ("unit", "lacks"),
    [
        (UnitKind.SHOP, ["meter_water", "meter_power", "keys"]),
        (UnitKind.EQUIPMENT_ROOM, ["keys"]),
        (UnitKind.PARKING, []),
    ],
)
def test_a_parking_place_has_neither_keys_nor_meters(unit: UnitKind, lacks: list[str]):
    assert missing(Sheet(), _K.ACCEPTANCE, unit, Needs()) == lacks


def test_e12_door_and_two_keys_are_answered_for():
    sheet = replace(
        WHOLE,
        fittings=(replace(DOOR, condition=Condition.DAMAGED, price=Money.yuan("180.00")),),
        keys=(Keys(KeyKind.DOOR, 6, 4, Money.yuan("35.00")),),
    )

    assert damages(sheet) == [
        Damage("客厅 入户门", Money.yuan("180.00")),
        Damage("door ×2", Money.yuan("70.00")),
    ]
    assert damages_total(sheet) == Money.yuan("250.00")


def test_e12_what_ran_through_the_meters():
    after = replace(
        WHOLE,
        meters=(
            replace(WATER, reading=Decimal("112.5")),
            replace(POWER, reading=Decimal(1086)),
            Meter(MeterKind.GAS, Decimal(3)),
        ),
    )

    assert consumption(WHOLE, after) == {
        MeterKind.WATER: Decimal(12),
        MeterKind.POWER: Decimal(86),
    }
    with pytest.raises(MeterRanBackwards) as refusal:
        consumption(after, WHOLE)
    assert refusal.value.facts == {"meters": ["power", "water"]}


def test_fair_wear_costs_nothing_and_is_no_damage():
    worn = replace(DOOR, condition=Condition.DAMAGED, price=Money(0))
    assert damages(replace(WHOLE, fittings=(worn,))) == []


def test_a_signature_is_bound_to_every_word_of_the_sheet():
    unit = uuid4()
    signed = Signed(_K.CHECK_IN, unit, UUID(int=1), date(2026, 4, 1), WHOLE)
    others = [
        replace(signed, kind=_K.CHECK_OUT),
        replace(signed, unit_id=uuid4()),
        replace(signed, lease_id=UUID(int=2)),
        replace(signed, on_date=date(2026, 4, 2)),
        replace(signed, sheet=replace(WHOLE, note="x")),
        replace(signed, sheet=replace(WHOLE, meters=(WATER,))),
    ]

    digests = {one.digest() for one in (signed, *others)}

    assert len(digests) == 1 + len(others)
    assert replace(signed).digest() == signed.digest()


_MONEY = st.none() | st.integers(0, 10**9).map(Money)
_TEXT = st.text("客厅门窗 ab1", min_size=1, max_size=8)
_IDS = st.lists(st.uuids(), max_size=3).map(tuple)
SHEETS = st.builds(
    Sheet,
    meters=st.lists(
        st.builds(
            Meter,
            st.sampled_from(MeterKind),
            st.decimals(0, 10**6, places=3),
            st.none() | _TEXT,
            st.none() | st.uuids(),
        ),
        max_size=4,
    ).map(tuple),
    keys=st.lists(
        st.builds(Keys, st.sampled_from(KeyKind), st.integers(0, 9), st.integers(0, 9), _MONEY),
        max_size=3,
    ).map(tuple),
    fittings=st.lists(
        st.builds(
            Fitting,
            _TEXT,
            _TEXT,
            st.integers(1, 9),
            st.sampled_from(Condition),
            _MONEY,
            st.none() | _TEXT,
            _IDS,
        ),
        max_size=3,
    ).map(tuple),
    photos=st.lists(st.builds(Photo, _TEXT, st.uuids()), max_size=3).map(tuple),
    defects=st.lists(
        st.builds(Defect, _TEXT, _TEXT, st.sampled_from(Severity), _IDS), max_size=3
    ).map(tuple),
    note=st.none() | _TEXT,
)


@given(SHEETS)
def test_a_sheet_is_read_as_it_was_stored(sheet: Sheet):
    assert from_json(as_json(sheet)) == sheet


@given(SHEETS)
def test_damages_add_up_and_are_never_negative(sheet: Sheet):
    found = damages(sheet)
    assert sum(one.price.fen for one in found) == damages_total(sheet).fen >= 0
    assert all(one.price.fen > 0 for one in found)


@pytest.mark.parametrize("kind", list(HandoverKind))
def test_two_sides_sign_and_a_third_has_no_part(kind: HandoverKind):
    sides = SIDES[kind]
    assert (side_of(kind, sides.gives), side_of(kind, sides.takes)) == ("gives", "takes")
    for side in set(Side) - {sides.gives, sides.takes}:
        with pytest.raises(SideNotOfHandover):
            side_of(kind, side)
    assert {(kind, sides.gives), (kind, sides.takes)} <= set(SIGNERS)


def test_no_one_role_signs_for_purchaser_and_operator():
    acceptance = HandoverKind.ACCEPTANCE
    assert SIGNERS[acceptance, Side.PURCHASER].isdisjoint(SIGNERS[acceptance, Side.OPERATOR])
    assert SIGNERS[acceptance, Side.PURCHASER] == {Role.PURCHASER_OFFICER}
