"""One home, many spellings."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.addresses import (
    Address,
    building_name,
    entrance_name,
    find_addresses,
    normalise_address,
    plain,
    room_number,
)

HOME = Address("4", "1", "302")


@pytest.mark.parametrize(
    "spelling", ["4栋", "4#", "4", "4号楼", "04", "4幢", "四栋", "４号楼", "4 栋"]
)
def test_a_building_has_one_name(spelling: str):
    assert building_name(spelling) == "4"


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("A座", "A"),
        ("综合楼", "综合楼"),
        ("十二号楼", "12"),
        ("二十栋", "20"),
        ("十栋", "10"),
        ("0", "0"),
    ],
)
def test_other_buildings_keep_theirs(spelling: str, name: str):
    assert building_name(spelling) == name


@pytest.mark.parametrize("spelling", ["1单元", "1", "一单元", "01", "１单元", "1门"])
def test_an_entrance_has_one_name(spelling: str):
    assert entrance_name(spelling) == "1"


def test_a_building_without_entrances_has_the_empty_one():
    assert entrance_name("") == ""


@pytest.mark.parametrize("spelling", ["302", "0302", "302室", "302房", "３０２"])
def test_a_room_has_one_number(spelling: str):
    assert room_number(spelling) == "302"


@pytest.mark.parametrize(
    "remark",
    [
        "幸福家园4栋1单元302 4月房租",
        "4号楼1单元302室",
        "4-1-302租金赵桂静",
        "4#1单元302",
        "4#楼1单元0302",
        "4幢一单元302房租",
        "四栋一单元302",
        "４栋１单元３０２",
        "4栋 1单元 302",
        "4栋1-302",
        "4 - 1 - 302",
        "4—1—302",
        "4号1单元302号",
        "房租4号楼-1单元-302",
    ],
)
def test_every_spelling_is_the_same_home(remark: str):
    assert [mention.address for mention in find_addresses(plain(remark))] == [HOME]


@pytest.mark.parametrize("remark", ["4栋302", "4号楼302室", "4#302"])
def test_the_entrance_may_be_left_out(remark: str):
    assert [mention.address for mention in find_addresses(plain(remark))] == [
        Address("4", "", "302")
    ]


@pytest.mark.parametrize(
    "remark",
    [
        "2026-04-01",
        "2026-4-101",
        "XFJY-04-1-0302",
        "4-1-302-5",
        "电话0472-123-4567",
        "4月房租",
        "合同BT202400001",
        "4-1-30",
        "14-1-30212",
        "",
    ],
)
def test_what_is_no_address_is_not_taken_for_one(remark: str):
    assert list(find_addresses(plain(remark))) == []


def test_two_homes_in_one_remark_are_both_seen():
    found = {m.address for m in find_addresses(plain("1-1-101和幸福家园2栋2单元202"))}

    assert found == {Address("1", "1", "101"), Address("2", "2", "202")}


@given(
    building=st.integers(1, 999),
    entrance=st.integers(1, 99),
    room=st.integers(100, 9_999),
    shape=st.sampled_from(["{}-{}-{}", "{}栋{}单元{}", "{}号楼{}单元{}室", "{}#{}单元{}"]),
)
def test_an_address_written_is_the_address_found(
    building: int, entrance: int, room: int, shape: str
):
    [mention] = find_addresses(shape.format(building, entrance, room))

    assert mention.address == normalise_address(str(building), str(entrance), str(room))


@pytest.mark.parametrize("remark", ["1-" * 250, "1 " * 250, "1栋1单元" * 80, "A" * 500, "十" * 500])
def test_a_hostile_remark_is_searched_at_once(remark: str):
    before = time.process_time()
    list(find_addresses(remark))

    assert time.process_time() - before < 0.2
