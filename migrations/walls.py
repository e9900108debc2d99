"""What every new table of the trade gets in its migration: row security, and its rights."""

from alembic import op


def wall_in(table: str, *, may_change: str | bool = False) -> None:
    """Guard `table` by authority, and let the application read and add rows.

    `may_change`: True for any column, or the columns that follow later deeds
    (`"state, version"`); False for what is only ever added to. Nothing is deleted.
    """
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    op.execute(
        f"create policy {table}_of_the_authority on {table}"
        " using (authority_id = (select current_authority()))"
        " with check (authority_id = (select current_authority()))"
    )
    op.execute(f"grant select, insert on {table} to anju_app")
    if may_change:
        columns = f" ({may_change})" if isinstance(may_change, str) else ""
        op.execute(f"grant update{columns} on {table} to anju_app")


def open_up(table: str) -> None:
    """The way back: before the table is dropped."""
    op.execute(f"drop policy {table}_of_the_authority on {table}")
    op.execute(f"revoke all on {table} from anju_app")
