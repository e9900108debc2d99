"""Personal numbers are sealed where they lie: nowhere in the tables, and nowhere else either."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import make_url

from domain.identity import normalise_national_id, normalise_phone
from persistence.server import Addresses
from persistence.vault import SealBroken, Vault
from tests.given import City
from tests.given_books import DATA, real_books

VAULT = Vault(b"a master secret for tests, 32 bytes")
NUMBER = "150203199003071239"


@given(st.text(max_size=60))
def test_what_is_sealed_opens_again(value: str) -> None:
    row = uuid4()

    assert VAULT.open("phone", row, VAULT.seal("phone", row, value).cipher) == value


def test_a_sealed_value_opens_in_its_own_row_and_column_only() -> None:
    row = uuid4()
    sealed = VAULT.seal("national_id", row, NUMBER).cipher

    for column, place in (("national_id", uuid4()), ("phone", row), ("phone", uuid4())):
        with pytest.raises(SealBroken):
            VAULT.open(column, place, sealed)


def test_another_masters_key_opens_nothing() -> None:
    row = uuid4()

    with pytest.raises(SealBroken):
        Vault(b"another master secret, 32 bytes!!").open(
            "phone", row, VAULT.seal("phone", row, NUMBER).cipher
        )


@settings(max_examples=60)
@given(st.data())
def test_a_changed_bit_is_noticed(data: st.DataObject) -> None:
    row = uuid4()
    sealed = bytearray(VAULT.seal("national_id", row, NUMBER).cipher)
    place = data.draw(st.integers(0, len(sealed) * 8 - 1))

    sealed[place // 8] ^= 1 << (place % 8)

    with pytest.raises(SealBroken):
        VAULT.open("national_id", row, bytes(sealed))


@pytest.mark.parametrize("length", [0, 1, 5, 12, 13, 20])
def test_a_shortened_value_is_noticed(length: int) -> None:
    row = uuid4()
    sealed = VAULT.seal("national_id", row, NUMBER).cipher

    with pytest.raises(SealBroken):
        VAULT.open("national_id", row, sealed[:length])


def test_the_same_number_is_sealed_differently_each_time_and_found_all_the_same() -> None:
    one, two = VAULT.seal("phone", uuid4(), NUMBER), VAULT.seal("phone", uuid4(), NUMBER)

    assert one.cipher != two.cipher
    assert one.index == two.index == VAULT.index("phone", NUMBER)


def test_the_index_of_one_column_says_nothing_about_another() -> None:
    assert VAULT.index("phone", NUMBER) != VAULT.index("national_id", NUMBER)
    assert VAULT.index("phone", NUMBER) != Vault(b"x" * 32).index("phone", NUMBER)
    assert len(VAULT.index("phone", NUMBER)) == 32


async def test_no_number_of_the_books_lies_open_in_any_table(
    city: City, addresses: Addresses
) -> None:
    """Every cell of every table as text, against every identity number and phone of the books."""
    await real_books(city)
    numbers = _numbers_of_the_books()
    assert len(numbers) > 200

    url = make_url(addresses.owner).set(drivername="postgresql")
    connection: Any = await asyncpg.connect(url.render_as_string(hide_password=False))
    try:
        await connection.execute(
            "select set_config('anju.authority', $1, false)", str(city.authority_id)
        )
        tables = await connection.fetch(
            "select relname from pg_class where relkind in ('r', 'p')"
            " and relnamespace = 'public'::regnamespace"
        )
        members = await connection.fetchval("select count(*) from members")
        contract = await connection.fetchval("select contract_no from leases limit 1")
        open_ones = await _found(connection, "leases", [contract])
        found = [
            (table["relname"], number)
            for table in tables
            for number in await _found(connection, table["relname"], numbers)
        ]
    finally:
        await connection.close()

    assert open_ones == [contract], "what lies open is found"
    assert members > 100
    assert found == []


async def _found(connection: Any, table: str, numbers: list[str]) -> list[str]:
    """Which of them stand in the city's rows, in letters or in bytes."""
    rows = await connection.fetch(f"select t::text as row from {table} t")
    told = "\n".join(row["row"] for row in rows)
    return [one for one in numbers if one in told or one.encode().hex() in told]


def _numbers_of_the_books() -> list[str]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(DATA / "租户台账.xlsx"))
    cells = (
        str(cell)
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for cell in row
    )
    return sorted(set(_personal(cells)))


def _personal(cells: Iterable[str]) -> Iterable[str]:
    for cell in cells:
        for read in (normalise_national_id, normalise_phone):
            try:
                number = read(cell)
            except Exception:  # noqa: BLE001 - most cells are neither
                continue
            if len(number) >= 11:
                yield number
