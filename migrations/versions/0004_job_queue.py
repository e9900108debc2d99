"""The job queue: PgQueuer's tables, which the application enqueues into and works from."""

from pathlib import Path
from typing import Any

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SQL = Path(__file__).parent.parent / "sql"
TABLES = ("pgqueuer", "pgqueuer_log", "pgqueuer_schedules", "pgqueuer_statistics")


def _run(script: str) -> None:
    statements = (SQL / script).read_text(encoding="utf-8")
    adapted: Any = op.get_bind().connection.dbapi_connection
    adapted.run_async(lambda driver: driver.execute(statements))


def upgrade() -> None:
    _run("job_queue.sql")
    for table in TABLES:
        op.execute(f"grant select, insert, update, delete on {table} to anju_app")
    for sequence in ("pgqueuer", "pgqueuer_schedules", "pgqueuer_statistics"):
        op.execute(f"grant usage on sequence {sequence}_id_seq to anju_app")


def downgrade() -> None:
    _run("job_queue_down.sql")
