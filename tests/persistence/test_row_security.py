"""Row security as the catalogue has it, and as it holds when everything goes wrong at once."""

from collections.abc import AsyncIterator
from typing import Any, Final

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from persistence.server import Addresses
from tests.given_walls import SHARED, TRADE

#: What is never changed once it is written.
APPEND_ONLY: Final = frozenset(
    {
        "transfers",
        "audit_events",
        "outgoing_events",
        "allocations",
        "payment_reversals",
        "refunds",
        "month_closings",
        "seals",
        "sealed_transfers",
        "files",
        "attachments",
        "unit_events",
        "asset_cards",
        "device_upkeeps",
        "identity_checks",
        "local_days",
        "parameters",
        "eligible_people",
        "known_people",
        "registry_inquiries",
        "allocation_publications",
        "deposit_withholdings",
        "lease_events",
        "lease_texts",
        "lease_explanations",
        "lease_signatures",
        "deposit_moves",
        "deposit_bank_balances",
        "exit_events",
        "market_rents",
    }
)
#: Walled against the application like every table; the owner's one function looks across it.
LOOKED_ACROSS: Final = frozenset({"known_people"})
ACROSS: Final = frozenset({"known_elsewhere"})


@pytest.fixture
async def owner(addresses: Addresses) -> AsyncIterator[Any]:
    url = make_url(addresses.owner).set(drivername="postgresql")
    connection = await asyncpg.connect(url.render_as_string(hide_password=False))
    yield connection
    await connection.close()


async def _names(owner: Any, query: str) -> set[str]:
    return {str(row[0]) for row in await owner.fetch(query)}


async def test_every_table_of_the_trade_is_walled(owner: Any) -> None:
    walled = await _names(
        owner,
        "select relname from pg_class where relnamespace = 'public'::regnamespace"
        " and relrowsecurity and relforcerowsecurity",
    )

    assert set(TRADE) - walled == LOOKED_ACROSS, "add them to migrations/versions/0003_walls.py"
    enabled = await _names(owner, "select relname from pg_class where relrowsecurity")
    assert enabled >= LOOKED_ACROSS


async def test_no_table_with_an_authority_is_unknown_to_the_models(owner: Any) -> None:
    found = await _names(
        owner,
        "select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid"
        " where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
        " and attname = 'authority_id' and not attisdropped",
    )

    assert found - set(TRADE) == SHARED


async def test_every_wall_has_one_policy_for_reading_and_writing(owner: Any) -> None:
    rows = await owner.fetch(
        "select tablename, permissive, cmd, qual, with_check from pg_policies"
        " where schemaname = 'public'"
    )

    assert sorted(row["tablename"] for row in rows) == TRADE
    for row in rows:
        assert (row["permissive"], row["cmd"]) == ("PERMISSIVE", "ALL"), row
        assert row["qual"] == row["with_check"], row
        assert "authority_id = ( SELECT current_authority()" in row["qual"], row


async def test_the_authority_leads_every_key(owner: Any) -> None:
    """Primary and unique keys and unique indexes: no value tells of another city's."""
    rows = await owner.fetch(
        "select t.relname as table, i.relname as index, a.attname as first"
        " from pg_index x join pg_class t on t.oid = x.indrelid"
        " join pg_class i on i.oid = x.indexrelid"
        " join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]"
        " where x.indisunique and t.relname = any($1::text[])",
        TRADE,
    )

    assert {row["table"] for row in rows} == set(TRADE)
    assert [row["index"] for row in rows if row["first"] != "authority_id"] == []


async def test_no_foreign_key_leaves_the_authority(owner: Any) -> None:
    rows = await owner.fetch(
        "select c.conname, c.conrelid::regclass::text as here,"
        " c.confrelid::regclass::text as there,"
        " (select attname from pg_attribute where attrelid = conrelid and attnum = conkey[1]) a,"
        " (select attname from pg_attribute where attrelid = confrelid and attnum = confkey[1]) b"
        " from pg_constraint c where contype = 'f' and connamespace = 'public'::regnamespace"
    )

    between = [row for row in rows if row["there"] in TRADE]
    assert between
    assert [r["conname"] for r in between if (r["a"], r["b"]) != ("authority_id",) * 2] == []
    assert [r["conname"] for r in between if r["here"] not in TRADE] == []


async def test_the_application_is_nobody_special(owner: Any) -> None:
    role = await owner.fetchrow("select * from pg_roles where rolname = 'anju_app'")
    owns = await _names(owner, "select relname from pg_class where relowner = 'anju_app'::regrole")
    creates = await owner.fetchval("select has_schema_privilege('anju_app', 'public', 'CREATE')")
    member = await owner.fetchval("select pg_has_role('anju_app', 'anju_owner', 'MEMBER')")

    powers = ("rolsuper", "rolbypassrls", "rolcreaterole", "rolcreatedb", "rolreplication")
    assert [power for power in powers if role[power]] == []
    assert (owns, creates, member) == (set(), False, False)


@pytest.mark.parametrize("right", ["DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"])
@pytest.mark.parametrize("table", TRADE)
async def test_the_application_cannot_undo_the_trade(owner: Any, table: str, right: str) -> None:
    assert not await owner.fetchval("select has_table_privilege('anju_app', $1, $2)", table, right)


@pytest.mark.parametrize("table", sorted(APPEND_ONLY))
async def test_what_was_written_stays_as_written(owner: Any, table: str) -> None:
    assert not await owner.fetchval(
        "select has_any_column_privilege('anju_app', $1, 'UPDATE')", table
    )


async def test_identity_and_authority_of_a_row_are_never_changed(owner: Any) -> None:
    """Of what may be changed at all, money and keys may not, where a grant can say so."""
    for table in ("charges", "payments", "idempotency_keys"):
        for column in ("authority_id", "id"):
            allowed = await owner.fetchval(
                "select has_column_privilege('anju_app', $1, $2, 'UPDATE')", table, column
            )
            assert not allowed, f"{table}.{column}"
    for table in ("charges", "payments"):
        assert not await owner.fetchval(
            "select has_column_privilege('anju_app', $1, 'amount_fen', 'UPDATE')", table
        )


async def test_nothing_may_go_around_the_walls(owner: Any) -> None:
    """No view runs with its owner's rights, and one function alone with its definer's."""
    views = await _names(
        owner,
        "select relname from pg_class where relnamespace = 'public'::regnamespace"
        " and relkind in ('v', 'm') and not coalesce("
        "  (select option_value::bool from pg_options_to_table(reloptions)"
        "   where option_name = 'security_invoker'), false)",
    )
    functions = await _names(
        owner,
        "select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef",
    )

    assert (views, functions) == (set(), ACROSS)
    rows = await owner.fetch(
        "select proconfig, pg_get_userbyid(proowner) as owner, proacl::text[] as rights"
        " from pg_proc where proname = any($1::text[])",
        list(ACROSS),
    )
    for row in rows:
        assert row["proconfig"] == ["search_path=pg_catalog, public"]
        assert row["owner"] == "anju_owner"
        assert sorted(right.split("=")[0] for right in row["rights"]) == ["anju_app", "anju_owner"]
