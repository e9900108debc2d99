"""The hash chain over transfers: made by the worker in batches, checked by anyone.

domain.closings.canonical and seal are the specification of both statements here.
"""

from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.closings import GENESIS

#: At most so many transfers under one seal.
BATCH: Final = 100_000


def _quoted(column: str) -> str:
    return f"""coalesce('"' || t.{column} || '"', 'null')"""


_INSTANT: Final = """to_char(t.posted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""

#: A transfer `t` as domain.closings.canonical writes it. Every column is in it; ids, dates and
#: words of our own need no escaping.
CANONICAL: Final = (
    "||".join(
        f"""'{"{" if column == "amount_fen" else ","}"{column}":'||{value}"""
        for column, value in (
            ("amount_fen", "t.amount_fen"),
            *(
                (column, _quoted(column))
                for column in (
                    "charge_id",
                    "credit",
                    "debit",
                    "document_id",
                    "document_type",
                    "id",
                    "lease_id",
                    "maker_id",
                    "month",
                    "on_date",
                    "operator_id",
                )
            ),
            ("posted_at", f"""'"'||{_INSTANT}||'"'"""),
            *((column, _quoted(column)) for column in ("project_id", "reason", "reverses_id")),
        )
    )
    + "||'}'||chr(10)"
)

#: Hash of the transfers in a query's group, without what it is chained to.
LINES_HASHED: Final = (
    f"coalesce(string_agg(sha256(convert_to({CANONICAL}, 'UTF8')), ''::bytea order by t.id),"
    " ''::bytea)"
)

#: New ids are greater than old ones but for the time a transaction may be open, a day at most:
#: only what is younger than the last seal less a day can be without one.
_SEAL: Final = text(
    f"""
    with last as (
      select number, hash, made_at from seals order by number desc limit 1
    ), since as (
      select coalesce((
        select (lpad(to_hex((extract(epoch from made_at - interval '1 day') * 1000)::bigint), 12,
          '0') || repeat('0', 20))::uuid from last), '00000000-0000-0000-0000-000000000000') as id
    ), batch as (
      select t.*
      from transfers t
      left join sealed_transfers s on s.authority_id = t.authority_id and s.id = t.id
      where t.authority_id = (select current_authority())
        and t.id > (select id from since) and s.id is null
      order by t.id
      limit {BATCH}
    ), made as (
      insert into seals (number, rows, previous, hash)
      select coalesce((select number from last), 0) + 1, count(*),
        coalesce((select hash from last), :genesis),
        sha256(coalesce((select hash from last), :genesis) || {LINES_HASHED})
      from batch t
      having count(*) > 0
      returning number, rows
    ), covered as (
      insert into sealed_transfers (id, number)
      select batch.id, made.number from batch, made
    )
    select rows from made
    """
)


async def seal(session: AsyncSession) -> int:
    """Seal up to BATCH transfers of the authority that have no seal; gives how many.

    Only one transaction seals at a time; another finds nothing to do.
    """
    alone = await session.scalar(
        text("select pg_try_advisory_xact_lock(hashtextextended(current_authority()::text, 11))")
    )
    if not alone:
        return 0
    return await session.scalar(_SEAL, {"genesis": GENESIS}) or 0
