"""What a few typed characters may mean."""

import pytest

from domain.addresses import Address
from domain.search import read


def test_chinese_letters_begin_a_name_and_nothing_else() -> None:
    wanted = read(" 赵福 ")

    assert wanted.name == "赵福"
    assert (wanted.numbers, wanted.address, wanted.tail, wanted.room) == ((), None, None, None)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("3栋1单元401", Address("3", "1", "401")),
        ("3号楼1单元0401室", Address("3", "1", "401")),
        ("３－１－４０１", Address("3", "1", "401")),
        ("三栋一单元401", Address("3", "1", "401")),
    ],
)
def test_an_address_is_understood_as_it_is_spoken(text: str, address: Address) -> None:
    assert read(text).address == address


def test_the_estate_before_an_address_is_kept() -> None:
    assert read("惠民家园3栋1单元401").estate == "惠民家园"


def test_a_whole_number_is_a_phone_or_an_identity_number() -> None:
    assert read("139 4725-5521").phone == "13947255521"
    assert read("150203199003071239").national_id == "150203199003071239"
    assert read("150203199003071238").national_id is None, "the check digit is wrong"


@pytest.mark.parametrize(("text", "tail"), [("5521", "5521"), ("123x", "123X"), ("552", None)])
def test_four_characters_may_be_the_end_of_a_number(text: str, tail: str | None) -> None:
    assert read(text).tail == tail


@pytest.mark.parametrize(("text", "room"), [("401", "401"), ("0401室", "401"), ("4", None)])
def test_digits_alone_may_be_a_door(text: str, room: str | None) -> None:
    assert read(text).room == room


def test_numbers_are_looked_for_as_typed_and_in_capitals() -> None:
    assert read("xfjy-03").numbers == ("XFJY-03", "xfjy-03")
    assert read("XFJY-03").numbers == ("XFJY-03",)


@pytest.mark.parametrize("text", ["%", "_", "'; drop table", "\\", "a" * 70, "-"])
def test_what_bears_no_reading_is_nothing_or_a_name(text: str) -> None:
    wanted = read(text)

    assert (wanted.numbers, wanted.address, wanted.phone, wanted.tail) == ((), None, None, None)
