"""The demo's first day: authorities, organisations, people, projects with their rent rules."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import httpx

from api.demo import cast
from api.desk import Desk, sit_down
from api.people.founding import found_authority, seat_administrator
from api.runtime import Runtime
from domain.access import Role


@dataclass(slots=True)
class Stage:
    """Who sits where: desks by authority code and user name, organisations by name."""

    runtime: Runtime
    http: httpx.AsyncClient
    authorities: dict[str, Any] = field(default_factory=dict[str, Any])
    organisations: dict[str, str] = field(default_factory=dict[str, str])
    hired: dict[str, str] = field(default_factory=dict[str, str])
    _desks: dict[tuple[str, str], Desk] = field(default_factory=dict[tuple[str, str], Desk])

    async def desk(self, authority: str, username: str) -> Desk:
        key = (authority, username)
        if key not in self._desks:
            self._desks[key] = await sit_down(self.runtime, self.http, username, authority)
        return self._desks[key]

    async def by_role(self, estate: cast.Estate, role: Role) -> Desk:
        """Whoever has this role for the estate: its operator's people, or the authority's."""
        someone = next(
            p
            for p in cast.PEOPLE
            if role in p.roles
            and p.works_for in (estate.operator, "bureau", "finance", "audit", "evaluator")
        )
        return await self.desk(estate.authority, someone.username)


async def found(runtime: Runtime, http: httpx.AsyncClient) -> Stage:
    """Authorities and their administrators, then everybody else through those two."""
    stage = Stage(runtime, http)
    parent: Any = None
    for bureau in cast.BUREAUS:
        async with runtime.database.transaction() as session:
            made = await found_authority(
                session,
                code=bureau.code,
                name=bureau.name,
                name_en=bureau.name_en,
                level=bureau.level,
                parent_id=parent,
            )
            for one in (cast.ADMINISTRATOR, cast.SECOND_ADMINISTRATOR):
                await seat_administrator(
                    session, made, username=one.username, name=one.name, password=cast.PASSWORD
                )
        stage.authorities[bureau.code] = made
        parent = parent or made
        await _staff(stage, bureau)
    return stage


async def _staff(stage: Stage, bureau: cast.Bureau) -> None:
    """Offices of the bureau, the operators, and a desk for each of their people."""
    administrator = await stage.desk(bureau.code, cast.ADMINISTRATOR.username)
    offices = dict(bureau.offices)
    wanted = [(name, kind, None) for kind, name in bureau.offices]
    wanted += [(one.name, "operator", one.uscc) for one in cast.OPERATORS]
    wanted += [("北疆绩效评价事务所", "evaluator", None), ("住户", "tenants", None)]
    for name, kind, uscc in wanted:
        if name not in stage.organisations:
            body = {"name": name, "kind": kind, "uscc": uscc}
            stage.organisations[name] = (await administrator.act("/organisations", body))["id"]
    works_here = {estate.operator for estate in cast.ESTATES if estate.authority == bureau.code}
    for someone in cast.PEOPLE:
        office = offices.get(someone.works_for, someone.works_for)
        if office == "evaluator":
            office = "北疆绩效评价事务所"
        if someone.works_for in (cast.LUCHENG, cast.YIJU) and office not in works_here:
            continue
        await _seat(stage, bureau.code, someone, stage.organisations[office])


async def _seat(stage: Stage, authority: str, someone: cast.Someone, organisation_id: str) -> None:
    administrator = await stage.desk(authority, cast.ADMINISTRATOR.username)
    desk = {"organisation_id": organisation_id, "roles": list(someone.roles)}
    if someone.username in stage.hired:
        path = f"/people/{stage.hired[someone.username]}/desk"
        await confirm_roles(stage, authority, await administrator.put(path, desk))
        return
    body = desk | {
        "username": someone.username,
        "name": someone.name,
        "password": cast.PASSWORD,
    }
    hired = await administrator.act("/people", body)
    await confirm_roles(stage, authority, hired)
    stage.hired[someone.username] = hired["id"]


async def confirm_roles(stage: Stage, authority: str, person: Any) -> None:
    """The second administrator puts in force what the first asked for."""
    second = await stage.desk(authority, cast.SECOND_ADMINISTRATOR.username)
    await second.act(f"/role-grants/{person['role_grant_id']}/confirmation", version=1)


async def open_project(stage: Stage, estate: cast.Estate, first_day: date) -> Any:
    """The project with its operator and its published rent standard."""
    officer = await stage.by_role(estate, Role.PURCHASER_OFFICER)
    project = await officer.act(
        "/projects",
        {
            "code": estate.code,
            "name": estate.name,
            "district": estate.district,
            "address": estate.address,
            "operator_id": stage.organisations[estate.operator],
        },
    )
    await officer.act(
        "/rent-standards",
        {
            "project_id": project["id"],
            "price_per_m2": estate.price,
            "valid_from": first_day.isoformat(),
            "document_no": f"包住建发〔{first_day.year}〕{len(estate.name) * 7}号",
        },
    )
    return project
