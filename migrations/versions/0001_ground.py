"""The ground: ids that sort by time, and the authority of a transaction."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

#: PostgreSQL 18 has uuidv7(); before it, the same layout (RFC 9562) is put together here.
UUID_V7 = """
do $body$
begin
  if current_setting('server_version_num')::int >= 180000 then
    execute 'create function uuid_v7() returns uuid language sql volatile parallel safe
             as $$ select uuidv7() $$';
  else
    execute 'create function uuid_v7() returns uuid language sql volatile parallel safe as $$
      select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
        substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
        from 1 for 6), 52, 1), 53, 1), ''hex'')::uuid $$';
  end if;
end $body$
"""

#: No context, no authority: null, never an error, so that no row is seen.
CURRENT_AUTHORITY = """
create function current_authority() returns uuid language sql stable parallel safe
as $$ select nullif(current_setting('anju.authority', true), '')::uuid $$
"""


def upgrade() -> None:
    op.execute("revoke all on schema public from public")
    op.execute(UUID_V7)
    op.execute(CURRENT_AUTHORITY)
    op.execute("grant usage on schema public to anju_app")


def downgrade() -> None:
    op.execute("drop function current_authority()")
    op.execute("drop function uuid_v7()")
