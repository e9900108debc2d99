"""Identity numbers and phones, in every state in which people hand them over."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identity import (
    NationalIdInvalid,
    PhoneInvalid,
    UsccInvalid,
    birth_date,
    check_uscc,
    mask_national_id,
    mask_phone,
    mask_public_name,
    mask_public_national_id,
    normalise_national_id,
    normalise_phone,
    same_person_number,
    synthetic_national_id,
)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("11010519491231002X", "11010519491231002X"),
        ("440524188001010014", "440524188001010014"),
        ("150203199003071239", "150203199003071239"),
        ("11010519491231002x", "11010519491231002X"),
        (" 150203199003071239\t", "150203199003071239"),
        ("\u3000１５０２０３１９９００３０７１２３９", "150203199003071239"),
        ("１１０１０５１９４９１２３１００２ｘ", "11010519491231002X"),
        ("\ufeff150203199003071239\u200b", "150203199003071239"),
    ],
)
def test_a_number_is_stored_one_way_however_it_was_typed(typed: str, stored: str):
    assert normalise_national_id(typed) == stored


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("150203199003071238", "check_digit"),
        ("150204198502290016", "date"),  # the check digit fits, 29 February 1985 does not exist
        ("150203850229001", "15-digit"),
        ("150203199003071", "15-digit"),
        ("1.50203E+17", "damaged"),
        ("1.5E+17", "damaged"),
        ("1.50203199003071e+17", "damaged"),
        ("150203199003071232.0", "damaged"),
        ("150203199003071000", "damaged"),
        ("", "length"),
        ("15020319900307123", "length"),
        ("1502031990030712399", "length"),
        ("15020319900307123Y", "characters"),
        ("X50203199003071239", "characters"),
        ("050203199003071239", "characters"),
        ("15020319900307 239", "characters"),
        ("١٥٠٢٠٣١٩٩٠٠٣٠٧١٢٣٩", "characters"),
    ],
)
def test_a_wrong_number_is_refused_with_the_reason_and_without_the_number(typed: str, why: str):
    with pytest.raises(NationalIdInvalid) as refusal:
        normalise_national_id(typed)
    assert refusal.value.facts == {"why": why}
    assert typed.strip() == "" or typed.strip() not in repr(refusal.value)


def test_nobody_is_born_tomorrow():
    born_on = date(2026, 4, 2)
    number = synthetic_national_id("150203", born_on, 1)
    assert normalise_national_id(number, today=born_on) == number
    with pytest.raises(NationalIdInvalid):
        normalise_national_id(number, today=date(2026, 4, 1))


def test_a_birthday_is_read_from_the_number():
    assert birth_date("150203199003071239") == date(1990, 3, 7)
    with pytest.raises(NationalIdInvalid):
        birth_date("150203199003071238")


@given(
    st.sampled_from(["150202", "150203", "150221", "110105"]),
    st.dates(date(1920, 1, 1), date(2026, 1, 1)),
    st.integers(0, 999),
)
def test_made_up_numbers_are_well_formed_and_one_wrong_digit_shows(
    area: str, born_on: date, order: int
):
    number = synthetic_national_id(area, born_on, order)
    assert normalise_national_id(number) == number
    assert birth_date(number) == born_on
    wrong = number[:16] + str((int(number[16]) + 1) % 10) + number[17]
    with pytest.raises(NationalIdInvalid):
        normalise_national_id(wrong)


def test_a_made_up_number_is_the_one_of_the_paper():
    assert synthetic_national_id("150203", date(1990, 3, 7), 123) == "150203199003071239"


@pytest.mark.parametrize("typed", ["91350100M000100Y43", " 91350100m000100y43 "])
def test_a_credit_code_is_checked(typed: str):
    assert check_uscc(typed) == "91350100M000100Y43"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("91350100M000100Y44", "check_digit"),
        ("91350100M000100Y4", "length"),
        ("", "length"),
        *((f"91350100M000100{letter}43", "characters") for letter in "IOSVZ"),
        ("91350100M000100-43", "characters"),
    ],
)
def test_a_wrong_credit_code_is_refused(typed: str, why: str):
    with pytest.raises(UsccInvalid) as refusal:
        check_uscc(typed)
    assert refusal.value.facts == {"why": why}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("13812345678", "13812345678"),
        ("１３８ 1234-5678", "13812345678"),
        ("+86 138 1234 5678", "13812345678"),
        ("008613812345678", "13812345678"),
        ("0472-5123456", "04725123456"),
        ("(010) 12345678", "01012345678"),
    ],
)
def test_a_phone_is_stored_as_digits(typed: str, stored: str):
    assert normalise_phone(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1381234567",
        "138123456789",
        "12812345678",
        "5123456",
        "无",
        "00123456789",
        "138O2345678",
    ],
)
def test_what_is_not_a_phone_is_refused(typed: str):
    with pytest.raises(PhoneInvalid):
        normalise_phone(typed)


def test_numbers_are_masked_inside_and_more_so_outside():
    assert mask_national_id("150203199003071239") == "150203********1239"
    assert mask_public_national_id("150203199003071239") == "1502**********1239"
    assert mask_phone("13812345678") == "138****5678"


@pytest.mark.parametrize("short", ["", "1", "1234567", "1234567890"])
def test_what_is_too_short_to_mask_is_hidden_whole(short: str):
    assert mask_national_id(short) == "*" * len(short)


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("张小明", "张*明"),
        ("李明", "李*"),
        ("欧阳小明", "欧**明"),
        ("乌云其木格", "乌***格"),
        ("李", "*"),
        ("", ""),
        (" 王红勇 ", "王*勇"),
    ],
)
def test_a_published_name_keeps_its_ends(name: str, published: str):
    assert mask_public_name(name) == published


@pytest.mark.parametrize("phone", ["15008645526", "13812008620", "18660008644"])
def test_a_number_that_has_0086_inside_is_not_cut(phone: str):
    assert normalise_phone(phone) == phone
    assert normalise_phone(f"0086 {phone}") == phone


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002X",
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２ｘ",
        "110105491231002",
        "１１０１０５４９１２３１００２",
        " 110105 491231002".replace(" ", ""),
    ],
)
def test_edge_case_19_one_person_is_one_number_under_15_and_18_digits_and_with_x(typed: str):
    assert same_person_number(typed) == "11010519491231002X"


@pytest.mark.parametrize("typed", ["110105491331002", "1101054912310023", "", "11010549123100"])
def test_what_never_was_a_number_is_not_made_one(typed: str):
    with pytest.raises(NationalIdInvalid):
        same_person_number(typed)
