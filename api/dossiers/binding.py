"""A file 档案 bound together: what its form prints, out of every slice that knows something."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from PIL import Image, ImageOps

from api.documents.blocks import Fact
from api.documents.forms.dossier import Checked, Dossier, Entered, Kept, Photo
from api.documents.wording import day, yuan
from api.web.dependencies import Call
from api.web.labels import chinese
from domain.access import Permission
from domain.dossiers import checklist
from domain.identity import mask_public_name
from domain.money import Money
from persistence import dossiers, files, households, housing, leases, names
from persistence.dossiers import Filed, Paper
from persistence.files import FileNotFound
from persistence.households import Household
from persistence.housing import Unit
from persistence.names import Named
from persistence.timelines.source import Entry, entries, entry_of

_SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
_MOST_ENTRIES, _MOST_PHOTOS = 1_500, 60
#: Pixels of the longer side: enough to read a meter on paper.
_LONGER_SIDE: Final = 1_000
#: What a home's history says besides its events.
_EVENTS: Final = {
    "draft": "登记草稿",
    "import": "台账导入",
    "move_in": "台账导入合同",
    "withdraw_import": "撤回导入",
}
_PICTURES: Final = ("image/jpeg", "image/png")


async def of_household(call: Call, household: Household, filed: Sequence[Filed]) -> Dossier:
    scope = call.scope(Permission.READ_LEASE)
    own = await leases.of_household_ids(call.session, scope, household.id)
    project = await housing.project(call.session, scope, household.project_id)
    people = await households.members(call.session, household.id)
    about = [
        Fact("承租人", household.tenant_name),
        Fact("保障类别", chinese("Tier", household.tier) or household.tier),
        Fact("小区", project.name),
        Fact("家庭人口", str(household.size)),
        *(
            Fact(one.relation, f"{one.name}　{one.national_id_mask or '未登记身份证号'}", wide=True)
            for one in people
        ),
    ]
    papers = await dossiers.papers(call.session, await dossiers.subjects(call.session, own))
    return Dossier(
        title="一户一档",
        number=filed[0].contract_no if filed else household.tenant_name,
        printed_on=call.today,
        issuer=project.operator or project.name,
        about=tuple(about),
        checks=_checks(filed, call.today),
        entries=await _entries(call, own, household.id),
        papers=_kept(papers),
        photos=await _photos(call, papers),
    )


async def of_unit(call: Call, unit: Unit, filed: Sequence[Filed]) -> Dossier:
    """Tenants of the past stand there by family name: the home's file is not about them."""
    scope = call.scope(Permission.READ_HOUSING)
    project = await housing.project(call.session, scope, unit.project_id)
    history = await housing.history(call.session, unit.id)
    own = [one.lease_id for one in filed]
    let = [await leases.lease(call.session, scope, lease_id) for lease_id in own]
    subjects = [unit.id, *await dossiers.subjects(call.session, own)]
    papers = await dossiers.papers(call.session, subjects)
    about = [
        Fact("房源编码", unit.code),
        Fact("状态", chinese("UnitState", unit.state) or unit.state),
        Fact("小区", project.name),
        Fact("建筑面积", f"{unit.area_m2} ㎡"),
        *(
            Fact(
                one.contract_no,
                f"{mask_public_name(one.tenant_name)}　{day(one.starts_on)}至"
                f"{day(one.vacated_on or one.ends_on)}　"
                f"月租金 {yuan(Money(one.monthly_rent_fen))} 元",
                wide=True,
            )
            for one in let
        ),
    ]
    steps = [
        Entered(
            day(one.effective_on),
            _EVENTS.get(one.event) or chinese("UnitEvent", one.event) or one.event,
            "",
            "",
            one.reason or "",
        )
        for one in history
    ]
    return Dossier(
        title="一房一档",
        number=unit.code,
        printed_on=call.today,
        issuer=project.operator or project.name,
        about=tuple(about),
        checks=_checks(filed, call.today),
        entries=tuple(steps),
        papers=_kept(papers),
        photos=await _photos(call, papers),
    )


def _checks(filed: Iterable[Filed], today: date) -> tuple[Checked, ...]:
    return tuple(
        Checked(
            one.contract_no,
            chinese("DossierItem", item) or item,
            chinese("Presence", presence) or presence,
        )
        for one in filed
        for item, presence in checklist(one.file, today).items()
    )


async def _entries(call: Call, own: Sequence[UUID], household_id: UUID) -> tuple[Entered, ...]:
    statement, told = entries(call.actor, own, household_id, call.today)
    ordered = statement.order_by(told.c.on_date, told.c.at, told.c.id).limit(_MOST_ENTRIES)
    found = [entry_of(row) for row in await call.session.execute(ordered)]
    known = await names.named(call.session, call.actor, (one.person_id for one in found))
    return tuple(_entered(one, known) for one in found)


def _entered(one: Entry, known: Mapping[UUID, Named]) -> Entered:
    who = known.get(one.person_id) if one.person_id else None
    amount = "" if one.amount_fen is None else yuan(Money(one.amount_fen))
    return Entered(
        day(one.on_date),
        chinese("EntryKind", one.kind) or one.kind,
        one.number or (one.month.isoformat()[:7] if one.month else ""),
        amount,
        "　".join(filter(None, (_said(one.facts), who.name if who else ""))),
    )


def _said(facts: Mapping[str, Any]) -> str:
    """Of the facts, what is words already."""
    event = facts.get("event")
    step = chinese("LeaseEvent", event) or chinese("ExitEvent", event) if event else None
    said = (step, facts.get("reason"), facts.get("summary"), facts.get("payer_name"))
    return "，".join(str(one) for one in said if one)


def _kept(papers: Iterable[Paper]) -> tuple[Kept, ...]:
    return tuple(
        Kept(one.name, day(one.at.astimezone(_SHANGHAI).date()), one.sha256) for one in papers
    )


async def _photos(call: Call, papers: Sequence[Paper]) -> tuple[Photo, ...]:
    """Made small, so that a file of sixty photos can be sent; the originals stay as they are."""
    pictures = [one for one in papers if one.media_type in _PICTURES][:_MOST_PHOTOS]
    found: list[Photo] = []
    for one in pictures:
        try:
            _, _, data = await files.read(call.session, call.runtime.files, one.id)
            found.append(Photo(one.name, one.sha256[:16], _small(data)))
        except (FileNotFound, OSError):
            # Listed above with its hash; what is no picture cannot be drawn.
            continue
    return tuple(found)


def _small(data: bytes) -> bytes:
    with Image.open(BytesIO(data)) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGB")
        upright.thumbnail((_LONGER_SIDE, _LONGER_SIDE))
        made = BytesIO()
        upright.save(made, "JPEG", quality=80)
        return made.getvalue()
