/** English. The compiler holds it to the Chinese catalogue. */
import { fieldProblemsEn } from "./field-problems";
import { problemsEn } from "./problems-en";
import { approvalsEn } from "./words/approvals-en";
import { boardEn } from "./words/board-en";
import { booksEn } from "./words/books-en";
import { deskEn } from "./words/desk-en";
import { dossierEn } from "./words/dossier-en";
import { dutiesEn } from "./words/duties-en";
import { eligibilityEn } from "./words/eligibility-en";
import { equipmentEn } from "./words/equipment-en";
import { estateEn } from "./words/estate-en";
import { eventsEn } from "./words/events-en";
import { figuresEn } from "./words/figures-en";
import { homesEn } from "./words/homes-en";
import { ledgerEn } from "./words/ledger-en";
import { livesEn } from "./words/lives-en";
import { officeEn } from "./words/office-en";
import { ownEn } from "./words/own-en";
import { policyEn } from "./words/policy-en";
import { rentEn } from "./words/rent-en";
import { roundsEn } from "./words/rounds-en";
import { settleEn } from "./words/settle-en";
import { stocktakesEn } from "./words/stocktakes-en";
import { tariffsEn } from "./words/tariffs-en";
import { verificationEn } from "./words/verification-en";
import { unitsEn } from "./words/units-en";
import { whyEn } from "./words/why-en";
import type { Messages } from "./zh";

export const en: Messages = {
  app: {
    name: "Anju",
    purpose: "Public rental housing",
    skip: "Skip to content",
    notFound: "No such page",
    notFoundHint: "The address may be mistyped, or you may not be allowed to see it.",
    toOverview: "Back to overview",
    broken: "This page failed",
    brokenHint: "What you typed may not be saved. Check it after reloading.",
    reload: "Reload",
    loading: "Loading",
    again: "Try again",
    search: "Search",
  },
  nav: {
    label: "Main navigation",
    groups: { home: "Homes", rent: "Rent", upkeep: "Upkeep", contract: "Contract", books: "Books", system: "Settings" },
    overview: "Overview",
    duties: "To do",
    approvals: "Approvals",
    projects: "Estates",
    board: "Board",
    units: "Homes",
    vacancies: "Vacant homes",
    leases: "Leases",
    rounds: "Allocation",
    eligibility: "Eligibility",
    direct: "Direct allocation",
    leasing: "Leasing",
    checkIns: "Check-in",
    renewals: "Renewals",
    changes: "Household changes",
    exchanges: "Exchanges",
    exits: "Exits",
    dossiers: "Files",
    stocktakes: "Stocktake",
    equipment: "Door equipment",
    month: "Rent month",
    counter: "Counter",
    payments: "Payments",
    deposits: "Deposits",
    suspense: "Bank and matching",
    arrears: "Arrears",
    vouchers: "Advances",
    topUps: "Top-ups",
    remittances: "Remittances",
    adjustments: "Adjustments",
    contracts: "Contract & fee",
    figures: "Charts",
    ledger: "Books",
    imports: "Imports",
    exports: "Exports",
    audits: "Audit tests",
    people: "People",
    parameters: "Parameters",
    rentStandards: "Rent standards",
    marketRents: "Market rents",
    leaseTexts: "Lease texts",
    calendar: "Working days",
  },
  shell: {
    authority: "Purchaser",
    switchAuthority: "Switch purchaser",
    switchProject: "Switch project",
    appearance: "Display",
    themes: { system: "Follow system", light: "Light", dark: "Dark" },
    density: "Rows",
    densities: { dense: "Dense", roomy: "Roomy" },
    otherLanguage: "中文",
    account: "My account",
    signOut: "Sign out",
  },
  roles: {
    purchaser_officer: "Purchaser officer",
    purchaser_approver: "Purchaser approver",
    front_desk: "Front desk",
    cashier: "Cashier",
    inspector: "Inspector",
    maintenance: "Maintenance",
    operator_manager: "Manager",
    finance_officer: "Finance officer",
    auditor: "Auditor",
    evaluator: "Evaluator",
    tenant: "Tenant",
    administrator: "Administrator",
  },
  signIn: {
    title: "Sign in",
    username: "Account",
    password: "Password",
    enter: "Sign in",
    pigments: "What the four colours mean",
    ink: "Ink: words and figures",
    azurite: "Azurite: what you can do, and what is done",
    ochre: "Ochre: waits for somebody",
    cinnabar: "Cinnabar: overdue, and nothing else",
  },
  units: { yuan: "yuan" },
  month: { previous: "Previous month", next: "Next month" },
  table: {
    previous: "Previous",
    next: "Next",
    page: (page) => `Page ${page}`,
  },
  chain: { label: "This month, step by step" },
  stepStates: { done: "Done", running: "Running", waiting: "Waiting", idle: "Not begun" },
  progress: {
    remaining: (seconds) => (seconds < 90 ? `about ${seconds} s` : `about ${Math.ceil(seconds / 60)} min`),
  },
  money: { invalid: "Write it like 272.27, with two decimals at most" },
  deed: { leave: "Leave it" },
  work: { cancelled: "Cancelled; nothing was changed." },
  ...deskEn,
  ...livesEn,
  ...policyEn,
  approvals: approvalsEn,
  board: boardEn,
  duties: dutiesEn,
  eligibility: eligibilityEn,
  equipment: equipmentEn,
  estate: estateEn,
  events: eventsEn,
  figures: figuresEn,
  homes: homesEn,
  ledger: ledgerEn,
  rent: rentEn,
  rounds: roundsEn,
  settle: settleEn,
  stocktakes: stocktakesEn,
  tariffs: tariffsEn,
  verification: verificationEn,
  dossier: dossierEn,
  unit: unitsEn,
  why: whyEn,
  books: booksEn,
  office: officeEn,
  own: ownEn,
  problem: problemsEn,
  problemReference: "Reference",
  fieldProblem: fieldProblemsEn,
};
