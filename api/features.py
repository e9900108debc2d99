"""The list of features: routers in the order of the contract, job handlers, timetable, tags."""

from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Final

from fastapi import APIRouter

from api.advances.router import router as advances
from api.advances.supplements_router import router as supplements
from api.allocation_rounds.hall_router import router as hall
from api.allocation_rounds.orders_router import router as orders
from api.allocation_rounds.public_router import router as public_rounds
from api.allocation_rounds.registrations_router import router as registrations
from api.allocation_rounds.router import router as rounds
from api.allocation_rounds.selection_router import router as selection
from api.approvals.router import router as approvals
from api.arrears.router import router as arrears
from api.assets.router import router as assets
from api.assets.stocktake_router import router as stocktakes
from api.audits.router import router as audits
from api.auth.router import router as auth
from api.board.router import router as board
from api.calendar.router import router as calendar
from api.check_ins.router import router as check_ins
from api.check_ins.steps_router import router as check_in_steps
from api.closings.router import router as closings
from api.contracts.amendments_router import router as amendments
from api.contracts.router import router as contracts
from api.deposits.refunds_router import router as deposit_refunds
from api.deposits.router import router as deposits
from api.documents.case_router import router as case_papers
from api.documents.exit_router import router as life_papers
from api.documents.router import router as documents
from api.documents.selection_router import router as selection_papers
from api.dossiers.router import router as dossiers
from api.dunning.contacts_router import router as contacts
from api.dunning.router import router as dunning
from api.duties.router import router as duties
from api.eligibility.bans_router import router as bans
from api.eligibility.queue_router import router as queue
from api.eligibility.router import router as eligibility
from api.equipment.access_router import router as credentials
from api.equipment.router import router as equipment
from api.events.router import router as events
from api.exchanges.life_router import router as exchange_life
from api.exchanges.router import router as exchanges
from api.exits.bill_router import router as exit_bills
from api.exits.refunds_router import router as rent_refunds
from api.exits.router import router as exit_cases
from api.exits.timetable import open_cases_at_end
from api.explanations.router import router as explanations
from api.exports.router import router as exports
from api.figures.router import router as figures
from api.files.router import router as files
from api.filings.router import router as filings
from api.handovers.building_router import router as building_handovers
from api.handovers.router import router as handovers
from api.holds.router import router as holds
from api.households.router import router as households
from api.housing.decisions_router import router as unit_decisions
from api.housing.router import router as housing
from api.housing.steps_router import router as unit_steps
from api.housing.vacancies_router import router as vacancies
from api.imports.router import router as imports
from api.lease_changes.router import router as lease_changes
from api.lease_changes.timetable import carry_out_changes
from api.leases.life_router import router as lease_life
from api.leases.papers_router import router as lease_papers
from api.leases.router import router as leases
from api.leases.templates_router import router as lease_templates
from api.leases.terms_router import router as lease_terms
from api.leases.timetable import move_leases
from api.ledger.router import router as ledger
from api.ledger.timetable import seal_transfers
from api.months.router import router as months
from api.operations.router import router as operations
from api.parameters.router import router as parameters
from api.payments.bank_router import router as bank_statements
from api.payments.day_ends_router import router as day_ends
from api.payments.router import router as payments
from api.people.grants_router import router as role_grants
from api.people.router import router as people
from api.people.timetable import forget_rate_limits
from api.platform.everywhere import everywhere
from api.recoveries.router import router as recoveries
from api.recoveries.top_ups_router import router as top_ups
from api.remittances.router import router as remittances
from api.renewals.router import router as renewals
from api.renewals.steps_router import router as renewal_steps
from api.renewals.timetable import remind_of_renewals
from api.rent.router import router as rent
from api.reservations.router import router as reservations
from api.reservations.timetable import lapse_reservations, open_registrations
from api.runtime import Runtime
from api.search.router import router as search
from api.settlement.deductions_router import router as deductions
from api.settlement.router import router as settlement
from api.settlement.steps_router import router as settlement_steps
from api.timelines.router import router as timelines

ROUTERS: Final[tuple[APIRouter, ...]] = (
    documents,
    selection_papers,
    life_papers,
    case_papers,
    auth,
    people,
    role_grants,
    duties,
    approvals,
    events,
    search,
    vacancies,
    housing,
    board,
    unit_steps,
    unit_decisions,
    handovers,
    building_handovers,
    assets,
    stocktakes,
    equipment,
    credentials,
    dossiers,
    households,
    eligibility,
    bans,
    queue,
    rounds,
    registrations,
    orders,
    selection,
    hall,
    public_rounds,
    reservations,
    leases,
    lease_life,
    lease_papers,
    lease_templates,
    check_ins,
    check_in_steps,
    renewals,
    renewal_steps,
    lease_changes,
    exchanges,
    exchange_life,
    filings,
    lease_terms,
    timelines,
    exit_cases,
    exit_bills,
    rent_refunds,
    parameters,
    calendar,
    rent,
    day_ends,
    payments,
    bank_statements,
    deposits,
    deposit_refunds,
    arrears,
    dunning,
    contacts,
    holds,
    supplements,
    advances,
    recoveries,
    top_ups,
    remittances,
    closings,
    months,
    ledger,
    contracts,
    amendments,
    settlement,
    settlement_steps,
    deductions,
    figures,
    explanations,
    audits,
    imports,
    exports,
    files,
    operations,
)

#: Modules that register operation handlers when they are imported.
_HANDLER_MODULES: Final[tuple[str, ...]] = (
    "api.housing.importing",
    "api.leases.importing",
    "api.eligibility.importing",
    "api.assets.importing",
    "api.imports.jobs",
    "api.exports.jobs",
    "api.rent.jobs",
    "api.payments.jobs",
)

#: (name, cron expression, deed) for the worker.
TIMETABLE: Final[tuple[tuple[str, str, Callable[[Runtime], Awaitable[None]]], ...]] = (
    ("seal_transfers", "* * * * *", everywhere(seal_transfers)),
    ("forget_rate_limits", "17 * * * *", forget_rate_limits),
    ("open_registrations", "*/10 * * * *", everywhere(open_registrations)),
    ("remind_of_renewals", "5 * * * *", everywhere(remind_of_renewals)),
    ("carry_out_changes", "8 * * * *", everywhere(carry_out_changes)),
    ("move_leases", "10 * * * *", everywhere(move_leases)),
    ("open_cases_at_end", "15 * * * *", everywhere(open_cases_at_end)),
    ("lapse_reservations", "*/10 * * * *", everywhere(lapse_reservations)),
)

TAGS: Final = [
    {"name": "auth", "description": "Sign-in, sessions and tokens; who am I."},
    {"name": "people", "description": "Authorities, organisations and people."},
    {"name": "desk", "description": "待办: what waits for whom, until when."},
    {"name": "events", "description": "What was announced, and how far one has read it."},
    {"name": "search", "description": "Everything by a few typed characters."},
    {"name": "housing", "description": "Projects 小区, buildings 栋, units 套."},
    {
        "name": "board",
        "description": "楼盘表: doors by state, arrears and lease, and their counts.",
    },
    {"name": "handovers", "description": "Hand-over sheets 交接单, signed by both sides."},
    {"name": "assets", "description": "Asset cards 一套一卡 and the yearly stocktake 资产盘点."},
    {"name": "equipment", "description": "Identity equipment 身份识别设备 and its credentials."},
    {"name": "households", "description": "Households 保障家庭 and their members."},
    {"name": "eligibility", "description": "Eligibility 保障资格, bans, duplicates, queue 轮候."},
    {"name": "allocation", "description": "Allocation rounds 配租, selection 选房, reservations."},
    {"name": "leases", "description": "Leases 租赁合同."},
    {"name": "dossiers", "description": "One file per household and home 档案; K10."},
    {"name": "timelines", "description": "经过: all that happened to a household, in one order."},
    {"name": "exits", "description": "Leaving a home 退房·腾退·退回: cases, final bill, refunds."},
    {"name": "parameters", "description": "The register of what a city may set, and its grounds."},
    {"name": "calendar", "description": "Working days 工作日: notices, local days, deadlines."},
    {"name": "rent", "description": "Rent standards and rules, billing runs, charges 应收."},
    {"name": "payments", "description": "Money in 实收: counter, bank statements, suspense."},
    {"name": "deposits", "description": "Deposits 押金: received, held, used, given back."},
    {"name": "arrears", "description": "Who owes what since when 欠缴, and a lease's account."},
    {"name": "dunning", "description": "Arrears cases 催缴: steps, plans 分期, contacts."},
    {"name": "holds", "description": "Holds on leases: hardship 缓交, dispute 异议, frozen."},
    {"name": "advances", "description": "The operator's advance 代交 and its recovery."},
    {"name": "remittances", "description": "Rent sent to the treasury 上缴, and money held."},
    {"name": "closings", "description": "The month's end 月结: checks, closing, verification."},
    {"name": "months", "description": "租金月度: a month's steps, ties, and who acts next."},
    {"name": "ledger", "description": "Transfers, balances, findings, and the books in Beancount."},
    {"name": "contracts", "description": "Service contracts 服务合同: prices and stock lists."},
    {"name": "settlement", "description": "The operator's fee 服务费, and deductions 扣款."},
    {"name": "figures", "description": "Figures for charts: collection, ageing, advances, fees."},
    {"name": "explanations", "description": "Why a figure is what it is: rule, values, bases."},
    {"name": "audit", "description": "审计: saved tests, and what each finds."},
    {"name": "imports", "description": "Books 台账 brought in: dry run, report, confirmation."},
    {"name": "exports", "description": "Lists as Excel workbooks, and files fetched."},
    {"name": "files", "description": "Photos, scans and papers that records are proved with."},
    {"name": "documents", "description": "Printed forms 文书, and whether a form is ours."},
    {"name": "operations", "description": "Long work: progress, result, cancel."},
    {"name": "meta", "description": "Limits, words and codes, to look up."},
    {"name": "health", "description": "For supervisors and balancers."},
]


def load_handlers() -> None:
    """Import what registers itself; safe to repeat."""
    for module in _HANDLER_MODULES:
        import_module(module)
