"""What the public may see of people, and that nothing else can be put into a list."""

import re
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.disclosure import MaskedName, MaskedNumber, Person, PublicLine, public_lines
from domain.identity import synthetic_national_id

ZHANG = Person(1, "000001", "张小明", "150203199003071239")


def test_a_line_shows_the_ends_of_a_name_and_no_number():
    [line] = public_lines([ZHANG])

    assert (line.order, line.key, line.name.text, line.number) == (1, "000001", "张*明", None)


def test_two_who_look_alike_are_told_apart_by_four_and_four():
    other = Person(2, "000002", "张大明", "11010519491231002X")
    third = Person(3, "000003", "李明", "440524188001010014")

    lines = public_lines([ZHANG, other, third])

    assert [line.name.text for line in lines] == ["张*明", "张*明", "李*"]
    assert [line.number.text if line.number else None for line in lines] == [
        "1502**********1239",
        "1101**********002X",
        None,
    ]


def test_a_minor_is_never_named_nor_numbered():
    lines = public_lines(
        [Person(n, f"{n:06d}", "张小明", "150203201503071239", is_minor=True) for n in (1, 2)]
    )

    assert {line.name.text for line in lines} == {"未成年人"}
    assert [line.number for line in lines] == [None, None]


@pytest.mark.parametrize("name", ["李", "李明", "欧阳小明", "乌云其木格", "买买提·艾力"])
def test_a_full_name_cannot_be_held(name: str):
    """Whatever is passed is masked on the way in: there is no other way to make one."""
    assert MaskedName(name).text != name
    assert MaskedName(MaskedName(name).text).text == MaskedName(name).text
    assert {one.name for one in fields(MaskedName)} == {"text"}


def test_the_line_s_own_types_are_the_masks():
    types = {one.name: str(one.type) for one in fields(PublicLine)}

    assert "MaskedName" in types["name"]
    assert "MaskedNumber" in types["number"]
    assert set(types) == {"order", "key", "name", "number", "place"}


births = st.dates(date(1920, 1, 1), date(2008, 1, 1))
names = st.text(alphabet="赵钱孙李周吴郑王明红军伟", min_size=2, max_size=4)


@given(people=st.lists(st.tuples(names, births, st.integers(0, 999)), max_size=20))
def test_no_list_holds_anybody_in_full(people: list[tuple]):
    listed = [
        Person(n, f"{n:06d}", name, synthetic_national_id("150203", born, order))
        for n, (name, born, order) in enumerate(people, start=1)
    ]

    told = repr(public_lines(listed))

    assert not re.search(r"[0-9]{17}[0-9X]", told)
    for one in listed:
        assert one.national_id not in told
        assert f"'{one.name}'" not in told
        assert MaskedNumber(one.national_id).text.count("*") == 10
