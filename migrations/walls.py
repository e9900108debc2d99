"""What every new table of the trade needs: its wall, and the application's rights to it."""

from collections.abc import Mapping

from alembic import op


def build(tables: Mapping[str, str | None]) -> None:
    """Wall the tables in. Each may be read and added to; the value says what may be updated:
    nothing (None), some columns, or everything ("*").
    """
    for table, columns in tables.items():
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(
            f"create policy {table}_of_the_authority on {table}"
            " using (authority_id = (select current_authority()))"
            " with check (authority_id = (select current_authority()))"
        )
        op.execute(f"grant select, insert on {table} to anju_app")
        if columns is not None:
            only = "" if columns == "*" else f" ({columns})"
            op.execute(f"grant update{only} on {table} to anju_app")
