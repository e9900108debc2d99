/** Households of the demo that have lived in their homes for long: what an exchange asks of them, and their money. */
import { expect, type Page } from "@playwright/test";

import { day, ESTATE } from "./household";

export interface Lease {
  readonly id: string;
  readonly project_id: string;
  readonly household_id: string;
  readonly contract_no: string;
  readonly tenant_name: string;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly monthly_rent_fen: number;
  readonly tier: string | null;
  readonly unit_id: string;
}

interface About {
  readonly lease_id: string;
}

/** Everything of a list, page after page, as the person at this desk may see it. */
async function all<One>(page: Page, path: string): Promise<readonly One[]> {
  const found: One[] = [];
  for (let cursor = ""; ; ) {
    const answer = await page.request.get(`/v1${path}&limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    const { items, next_cursor: next } = (await answer.json()) as { items: readonly One[]; next_cursor: string | null };
    found.push(...items);
    if (next === null) return found;
    cursor = next;
  }
}

/** The project at which the journeys work. */
export async function projectOf(page: Page): Promise<string> {
  const { items } = await read<{ readonly items: readonly { readonly id: string; readonly name: string }[] }>(page, "/projects");
  return items.find(({ name }) => name === ESTATE)?.id ?? "";
}

/** Lived in for over a year, nothing owed, and nobody is about to leave, to renew or to move. */
export async function settledHouseholds(page: Page, count: number): Promise<readonly Lease[]> {
  const at = `project_id=${await projectOf(page)}`;
  const busy = await Promise.all(["/arrears?", "/exit-cases?", "/renewals?", "/exchanges?"].map((path) => all<About & { readonly with_lease_id?: string | null }>(page, path + at)));
  const taken = new Set(busy.flat().flatMap(({ lease_id, with_lease_id: partner }) => [lease_id, partner]));
  const leases = await all<Lease>(page, `/leases?state=active&${at}`);
  const fit = leases.filter(({ id, starts_on, ends_on, monthly_rent_fen: rent }) => !taken.has(id) && starts_on < day(-400) && ends_on > day(150) && rent > 0);
  expect(fit.length, "households that may exchange their homes").toBeGreaterThanOrEqual(count);
  return fit.slice(0, count);
}

/** The bureau's decision by which they were housed, put on file: the number is asked for with a reason, as it must be. */
export async function grantedAgain(page: Page, { household_id, tenant_name, tier }: Lease) {
  await page.goto(`/households/${household_id}`);
  const number = page.getByText(/^\d{17}[\dX]/).first();
  await page.getByRole("main").getByRole("button", { name: "查看", exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("事由").fill("换房：登记保障资格。");
  await dialog.getByRole("button", { name: "查看", exact: true }).click();
  const nationalId = /\d{17}[\dX]/.exec(await number.innerText())?.[0] ?? "";
  await page.goto("/eligibility/new");
  const fill = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
  await fill("决定文号", `包住保〔${day().slice(0, 4)}〕换${nationalId.slice(-6)}号`);
  await fill("申请人姓名", tenant_name);
  await fill("身份证号", nationalId);
  await fill("有效期起", day(-400));
  await fill("有效期止", day(1500));
  await fill("轮候登记日", day(-900));
  await fill("准予居室数", "2");
  await page.getByLabel("保障类别").selectOption(tier ?? "low_income");
  await page.getByLabel("查到重复，已核实仍然登记").check();
  await page.getByRole("button", { name: "登记", exact: true }).click();
  await expect(page.getByRole("heading", { name: tenant_name })).toBeVisible();
}

export async function read<One>(page: Page, path: string): Promise<One> {
  return (await page.request.get(`/v1${path}`)).json() as Promise<One>;
}

/** 1,234.56 */
export const yuan = (fen: number) => (fen / 100).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** What a month costs whose first days were lived in one home and the rest, from today, in another: E11, to the fen. */
export function monthOfMove(oldFen: number, newFen: number): number {
  const [year = 0, month = 0, date = 0] = day().split("-").map(Number);
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const part = (fen: number, lived: number) => Math.floor((2 * fen * lived + days) / (2 * days));
  return part(oldFen, date - 1) + part(newFen, days - date + 1);
}
