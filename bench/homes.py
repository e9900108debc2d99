"""Homes, households and leases by the hundred thousand, set-based, as the administrator."""

from typing import Final

from bench.ground import ESTATE, Ground

#: A thousand homes to a building: ten entrances of ten floors with ten doors.
_STATEMENTS: Final = (
    "set session_replication_role = replica",
    """
    create temporary table loaded as
    select g as n, uuid_v7() as unit_id, uuid_v7() as household_id, uuid_v7() as lease_id,
      (g - 1) / 1000 + 1 as building, (g - 1) % 1000 / 100 + 1 as entrance,
      (g - 1) % 100 / 10 + 1 as floor, (g - 1) % 10 + 1 as door
    from generate_series(1, {homes}) g
    """,
    """
    insert into buildings (authority_id, project_id, name, floors)
    select '{authority}', '{project}', building::text, 10 from loaded group by building
    """,
    """
    insert into units (authority_id, id, project_id, building_id, code, entrance, room, area_m2,
      floor, floors, price_per_m2, state)
    select '{authority}', unit_id, '{project}', b.id,
      format('{code}-%s-%s-%s', building, entrance, floor * 100 + door),
      entrance::text, (floor * 100 + door)::text, 40 + n % 30, floor, 10, 5.2, 'leased'
    from loaded join buildings b on b.project_id = '{project}' and b.name = building::text
    """,
    """
    insert into households (authority_id, id, project_id, tenant_name, tier, size)
    select '{authority}', household_id, '{project}',
      substr('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏', n % 30 + 1, 1)
        || substr('福明建国秀英桂兰志强丽娟海涛', n / 30 % 14 + 1, 1)
        || substr('生华军芳平玲红梅勇刚燕敏霞波', n / 420 % 14 + 1, 1),
      'low_income', 1 + n % 4
    from loaded
    """,
    """
    insert into members (authority_id, household_id, name, relation, is_tenant)
    select h.authority_id, h.id, h.tenant_name, '本人', true
    from households h where h.project_id = '{project}'
    """,
    # Every fiftieth household moves in during the month, so that there are broken months.
    """
    insert into leases (authority_id, id, project_id, unit_id, household_id, contract_no, state,
      starts_on, ends_on, charged_from, monthly_rent_fen, tier)
    select '{authority}', lease_id, '{project}', unit_id, household_id,
      format('{code}2024%s', lpad(n::text, 7, '0')), 'active', '2024-01-01', '2028-12-31',
      case when n % 50 = 0 then date '2026-04-13' else '2024-01-01' end,
      20000 + n * 37 % 20000, 'low_income'
    from loaded
    """,
    "drop table loaded",
    "set session_replication_role = origin",
)


async def build(on: Ground, homes: int) -> None:
    """So many homes in the project, each with a household and a lease that runs."""
    names = {
        "homes": homes,
        "authority": on.authority_id,
        "project": on.project["id"],
        "code": ESTATE.code,
    }
    for statement in _STATEMENTS:
        await on.administrator.execute(statement.format(**names))
    await on.settle_down()
