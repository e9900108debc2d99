"""Closed months and the chain of seals against the transfers that they cover."""

from collections.abc import Mapping
from typing import Final

from persistence.seals import LINES_HASHED

_GENESIS: Final = r"'\x" + "00" * 32 + "'::bytea"

CHECKS: Final[Mapping[str, str]] = {
    "posted_after_closing": """
        select t.id as subject, jsonb_build_object('month', t.month, 'posted_at', t.posted_at)
          as facts
        from month_closings c join transfers t on t.authority_id = c.authority_id
          and t.project_id = c.project_id and t.month = c.month
        where t.posted_at > c.closed_at
          and (cast(:project_id as uuid) is null or c.project_id = :project_id)""",
    "closing_differs_from_its_lines": f"""
        select c.id as subject, jsonb_build_object('month', c.month, 'lines', c.lines,
          'lines_now', x.lines) as facts
        from month_closings c
        cross join lateral (select count(*) as lines, {LINES_HASHED} as hashed
          from transfers t where t.authority_id = c.authority_id
            and t.project_id = c.project_id and t.month = c.month) x
        where (c.lines <> x.lines or c.hash <> sha256(c.previous || x.hashed))
          and (cast(:project_id as uuid) is null or c.project_id = :project_id)""",
    "closing_chain_broken": f"""
        select id as subject, jsonb_build_object('month', month) as facts
        from (select c.*, lag(hash, 1, {_GENESIS})
            over (partition by project_id order by month) as expected,
          lag(month) over (partition by project_id order by month) as before
          from month_closings c
          where cast(:project_id as uuid) is null or project_id = :project_id) c
        where previous <> expected or before <> month - interval '1 month'""",
    "closed_through_without_closing": """
        select b.project_id as subject, jsonb_build_object('closed_through', b.closed_through)
          as facts
        from books b
        where b.closed_through is distinct from (select max(c.month) from month_closings c
            where c.authority_id = b.authority_id and c.project_id = b.project_id)
          and (cast(:project_id as uuid) is null or b.project_id = :project_id)""",
}

#: The chain is the authority's, across projects: it is checked when no project is named.
CHAIN_CHECKS: Final[Mapping[str, str]] = {
    "seal_differs_from_its_lines": f"""
        select s.id as subject, jsonb_build_object('number', s.number, 'rows', s.rows,
          'rows_now', x.rows) as facts
        from seals s
        cross join lateral (select count(*) as rows, {LINES_HASHED} as hashed
          from sealed_transfers k join transfers t
            on t.authority_id = k.authority_id and t.id = k.id
          where k.authority_id = s.authority_id and k.number = s.number) x
        where s.rows <> x.rows or s.hash <> sha256(s.previous || x.hashed)""",
    "seal_chain_broken": f"""
        select id as subject, jsonb_build_object('number', number) as facts
        from (select s.*, lag(hash, 1, {_GENESIS}) over (order by number) as expected,
          row_number() over (order by number) as place from seals s) s
        where previous <> expected or number <> place""",
    "left_without_a_seal": """
        select t.id as subject, jsonb_build_object('posted_at', t.posted_at) as facts
        from transfers t left join sealed_transfers k
          on k.authority_id = t.authority_id and k.id = t.id
        where k.id is null
          and t.posted_at < (select max(made_at) from seals) - interval '1 day'""",
}
