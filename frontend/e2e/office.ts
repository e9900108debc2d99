/** Signing in at the demo city, and the pages that each role has. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const { PASSWORD = "anju-demo-2026" } = process.env;

/** Signs in by the browser's own session; nobody is shown round unless the test is about that. */
export async function signIn(page: Page, username: string, guided = false) {
  if (!guided) await page.addInitScript(() => localStorage.setItem("anju.tour.seen", "all"));
  await page.goto("/sign-in");
  await page.getByLabel("账号").fill(username);
  await page.getByLabel("密码").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("navigation", { name: "主导航" })).toBeVisible();
}

/** The same, with this project in the bar. */
export async function signInAt(page: Page, username: string, project: string) {
  await signIn(page, username);
  const other = page.getByRole("button", { name: /^切换小区/ });
  await expect(other.or(page.getByRole("banner").getByText(project))).toBeVisible();
  if (!(await other.isVisible())) return;
  // The bar moves while the first page fills: a press that missed is pressed again.
  await expect(async () => {
    await other.click();
    await page.getByRole("menuitem", { name: project }).click({ timeout: 2000 });
    await expect(other).toContainText(project, { timeout: 2000 });
  }).toPass();
}

/** What is on its way has come, and charts are drawn. */
export async function settled(page: Page) {
  await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
  await page.waitForLoadState("networkidle");
  await expect(page.locator("h1")).toBeVisible();
}

/** WCAG 2.2 AA as far as axe can tell. */
export async function accessible(page: Page, where: string) {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  const told = violations.map(({ id, nodes }) => `${where}: ${id} ${nodes.map(({ html }) => html.slice(0, 120)).slice(0, 2).join(" | ")}`);
  expect(told).toEqual([]);
}

export interface Place {
  readonly name: string;
  readonly path: string;
}

const at = (path: string, name = path.slice(1).replaceAll("/", "-")): Place => ({ name, path });

/** The first record of a list, for the page of one. */
async function first(page: Page, list: string, path: (one: Readonly<Record<string, string>>) => string, name: string): Promise<Place[]> {
  const answer = await page.request.get(`/v1/${list}`);
  const { items = [] } = (await answer.json()) as { items?: readonly Readonly<Record<string, string>>[] };
  const [one] = items;
  return one ? [at(path(one), name)] : [];
}

type Told = Readonly<Record<string, string>>;

/** A record in each of the states that the books have of this. */
async function eachState(page: Page, list: string, path: (one: Told) => string, name: string): Promise<Place[]> {
  const { items = [] } = (await (await page.request.get(`/v1/${list}?limit=200`)).json()) as { items?: readonly Told[] };
  const of = new Map(items.map((one) => [[one.track ?? one.kind, one.state].filter(Boolean).join("-"), one]));
  return [...of].map(([state, one]) => at(path(one), `${name}-${state}`));
}

/** Exits on every way, changes and exchanges: each state that the books have, and what begins them. */
export async function casesOf(page: Page): Promise<readonly Place[]> {
  return [
    at("/exits"),
    ...(await eachState(page, "exit-cases", ({ id = "" }) => `/exits/${id}`, "exit")),
    at("/changes"),
    ...(await eachState(page, "lease-changes", ({ id = "" }) => `/changes/${id}`, "change")),
    at("/exchanges"),
    ...(await eachState(page, "exchanges", ({ id = "" }) => `/exchanges/${id}`, "exchange")),
    ...(await first(page, "leases?state=active", ({ id = "" }) => `/changes/new?lease=${id}`, "change-new")),
    ...(await first(page, "leases?state=active", ({ id = "" }) => `/exchanges/new?lease=${id}`, "exchange-new")),
    ...(await first(page, "leases?state=active", ({ id = "" }) => `/exchanges/new?lease=${id}&kind=swap`, "swap-new")),
  ];
}

/** The way of a household through the program: a record of each of its steps, where the books have one. */
async function lives(page: Page): Promise<Place[]> {
  const found = [
    await first(page, "units", ({ id = "" }) => `/units/${id}`, "unit"),
    await first(page, "leases", ({ id = "" }) => `/leases/${id}`, "lease"),
    await first(page, "allocation-rounds", ({ id = "" }) => `/rounds/${id}`, "round"),
    await first(page, "allocation-rounds?state=selecting", ({ id = "" }) => `/rounds/${id}/desk`, "selection-desk"),
    await first(page, "allocation-rounds?state=selecting", ({ id = "" }) => `/hall/${id}`, "hall"),
    await first(page, "allocation-rounds?state=selecting", ({ id = "" }) => `/public/rounds/${id}`, "public-round"),
    await first(page, "reservations?state=held", ({ id = "" }) => `/leasing/new?reservation=${id}`, "lease-draft"),
    await first(page, "check-ins", ({ id = "" }) => `/check-ins/${id}`, "check-in"),
    await first(page, "handovers", ({ id = "" }) => `/handovers/${id}`, "handover"),
    await first(page, "renewals", ({ id = "" }) => `/renewals/${id}`, "renewal"),
    await first(page, "exit-cases", ({ id = "" }) => `/exits/${id}`, "exit"),
    await first(page, "stocktakes", ({ id = "" }) => `/stocktakes/${id}`, "stocktake"),
    await first(page, "devices", ({ id = "" }) => `/equipment/${id}`, "device"),
  ];
  return found.flat();
}

/** A building of the first project, where a whole building is accepted. */
async function acceptance(page: Page): Promise<Place[]> {
  const [project] = await first(page, "projects", ({ id = "" }) => `projects/${id}/buildings`, "project");
  if (!project) return [];
  return first(page, project.path, ({ id = "" }) => `/${project.path}/${id}`, "acceptance");
}

/** Everybody whose pages are looked at, and which. Records are found in the books at hand. */
export const DESKS: Readonly<Record<string, (page: Page) => Promise<readonly Place[]>>> = {
  "he.min": async (page) => [
    at("/", "home-manager"),
    ...["/duties", "/board", "/units", "/leases", "/month", "/counter", "/payments", "/suspense", "/arrears", "/vouchers", "/remittances", "/adjustments", "/contracts", "/figures", "/ledger", "/imports", "/exports"].map((path) => at(path)),
    ...["/rounds", "/leasing", "/check-ins", "/renewals", "/changes", "/exchanges", "/exits", "/exits/new", "/deposits", "/stocktakes", "/equipment", "/calendar", "/projects", "/vacancies", "/top-ups", "/dossiers"].map((path) => at(path)),
    at("/vacancies?tab=projects", "vacancies-projects"),
    at("/stocktakes?tab=check", "asset-check"),
    at("/stocktakes?tab=cards", "asset-cards"),
    at("/leasing?tab=filings", "filings"),
    at("/check/0000-0000-0000", "check"),
    ...(await lives(page)),
    at("/board?zoom=city", "board-city"),
    at("/vouchers?tab=recoveries", "recoveries"),
    at("/contracts?tab=fees", "fees"),
    at("/contracts?tab=deductions", "deductions"),
    ...(await first(page, "arrears", ({ household_id = "" }) => `/households/${household_id}`, "household")),
    ...(await first(page, "payments", ({ id = "" }) => `/payments/${id}`, "payment")),
    ...(await first(page, "advances", ({ id = "" }) => `/vouchers/${id}`, "voucher")),
    ...(await first(page, "remittances", ({ id = "" }) => `/remittances/${id}`, "remittance")),
    ...(await first(page, "fee-statements", ({ id = "" }) => `/fees/${id}`, "fee")),
    ...(await first(page, "service-contracts", ({ id = "" }) => `/contracts/${id}`, "contract")),
    ...(await first(page, "lease-changes", ({ id = "" }) => `/changes/${id}`, "change")),
    ...(await first(page, "exchanges", ({ id = "" }) => `/exchanges/${id}`, "exchange")),
    ...(await first(page, "imports", ({ id = "" }) => `/imports?open=${id}`, "import")),
  ],
  "bai.xue": async (page) => [
    ...(await first(page, "leases?state=active", ({ id = "" }) => `/changes/new?lease=${id}`, "change-new")),
    ...(await first(page, "leases?state=active", ({ id = "" }) => `/exchanges/new?lease=${id}`, "exchange-new")),
  ],
  "zhao.jianguo": () => Promise.resolve([at("/approvals")]),
  "sun.lin": async (page) => [
    ...["/contracts/new", "/parameters", "/eligibility", "/eligibility/new", "/rounds/new", "/direct-allocations", "/market-rents", "/rent-standards", "/rent-rules/new", "/lease-templates", "/lease-templates/new"].map((path) => at(path)),
    at("/rent-standards?tab=rules", "rent-rules"),
    at("/eligibility?tab=queue", "waiting-queue"),
    ...(await first(page, "projects", ({ id = "" }) => `/projects/${id}`, "project")),
    ...(await acceptance(page)),
    ...(await first(page, "eligibility-records", ({ id = "" }) => `/eligibility/${id}`, "eligibility-record")),
    ...(await first(page, "allocation-rounds?state=plan_draft", ({ id = "" }) => `/rounds/${id}/plan`, "round-plan")),
  ],
  "zhou.zheng": () => Promise.resolve([at("/", "home-auditor"), at("/audit-tests?open=vacant_too_long", "audit-tests")]),
  tenant: () => Promise.resolve([at("/", "home-tenant")]),
  admin: () => Promise.resolve([at("/people")]),
};
