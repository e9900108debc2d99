/** What the journey of a household needs: somebody who applies, papers, a hand that signs, and the days. */
import { type Browser, type BrowserContext, expect, type Locator, type Page } from "@playwright/test";

import { signInAt } from "./office";

export const ESTATE = "和顺里";

/** The business day of the office, some days from now. */
export function day(later = 0): string {
  return new Date(Date.now() + later * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
}

/** GB 11643: the last character of an identity number. */
function checked(body: string): string {
  const sum = Array.from(body).reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0);
  return body + ("10X98765432"[sum % 11] ?? "");
}

/** Nobody has this number yet: born on a day and in an order that the clock gives. */
export function newcomer(): { readonly name: string; readonly nationalId: string } {
  const order = Math.floor(Date.now() / 1000);
  const born = new Date(Date.UTC(1960, 0, 1) + (Math.floor(order / 1000) % 14_000) * 86_400_000);
  const body = `150203${born.toISOString().slice(0, 10).replaceAll("-", "")}${String(order % 1000).padStart(3, "0")}`;
  return { name: "云安居", nationalId: checked(body) };
}

type Session = Awaited<ReturnType<BrowserContext["storageState"]>>;
const sessions = new Map<string, Session>();

/** At the desk of this person: signed in once, and the browser's own session goes on from then. */
export async function work(page: Page, username: string) {
  const known = sessions.get(username);
  if (!known) {
    await signInAt(page, username, ESTATE);
    sessions.set(username, await page.context().storageState());
    return;
  }
  await page.context().addCookies(known.cookies);
  const kept = known.origins.flatMap(({ localStorage }) => localStorage);
  await page.addInitScript((items) => {
    for (const { name, value } of items) localStorage.setItem(name, value);
  }, kept);
}

const PAPER = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
/** One grey point. */
const PICTURE = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==", "base64");

export const paper = (name: string) => ({ name: `${name}.pdf`, mimeType: "application/pdf", buffer: PAPER });
export const picture = (name: string) => ({ name: `${name}.png`, mimeType: "image/png", buffer: PICTURE });

/** Presses a deed, says in its dialog what it asks for, and sends it. */
export const deed = (page: Page, label: string | RegExp, say?: (dialog: Locator) => Promise<unknown>) => pressed(page, page.getByRole("main"), label, say);

/** The same, of a row or a part of the page. */
export async function pressed(page: Page, part: Locator, label: string | RegExp, say?: (dialog: Locator) => Promise<unknown>) {
  await part.getByRole("button", { name: label, exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  await say?.(dialog);
  await dialog.getByRole("button", { name: label, exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

/** A name, written with the mouse. */
export async function draw(page: Page, dialog: Locator) {
  const pad = dialog.locator("canvas");
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error("no pad to sign on");
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
  await page.mouse.move(...at(0.2, 0.3));
  await page.mouse.down();
  for (const [x, y] of [[0.35, 0.7], [0.5, 0.3], [0.65, 0.7], [0.8, 0.35]] as const) await page.mouse.move(...at(x, y), { steps: 4 });
  await page.mouse.up();
}

/** From the list of the project's rounds. */
export async function openRound(page: Page, name: RegExp | string) {
  await page.goto("/rounds");
  await page.getByRole("row", { name }).click();
}

/** Where the record that was just made stands. */
export async function placeOf(page: Page, kind: "leases" | "check-ins" | "renewals" | "exits" | "exchanges" | "handovers" | "stocktakes" | "equipment" | "remittances", not = ""): Promise<string> {
  await page.waitForURL(({ pathname }) => pathname.startsWith(`/${kind}/`) && pathname !== not && pathname !== `/${kind}/new`);
  return new URL(page.url()).pathname;
}

/** The badge beside the title. */
export const stands = (page: Page, state: string) => expect(page.getByRole("main").getByText(state, { exact: true }).first()).toBeVisible();

/** Explained at the counter, the text written, the tenant's hand under it. */
export async function sentToSign(page: Page) {
  await deed(page, "讲解告知", (dialog) => dialog.getByLabel("怎么确认").selectOption("at_counter"));
  await stands(page, "已讲解");
  await deed(page, "交付签字");
  await stands(page, "待签约");
  await deed(page, "承租人签字", (dialog) => draw(page, dialog));
  await expect(page.getByRole("button", { name: "承租人签字" })).toHaveCount(0);
}

export async function signedByTheManager(page: Page, lease: string) {
  await page.goto(lease);
  await deed(page, "承接主体签字", (dialog) => draw(page, dialog));
  await stands(page, "已签约");
}

interface Read {
  readonly water: string;
  readonly power: string;
  readonly keys: string;
}

/** The open hand-over sheet as it is filled in at the home, and signed by both sides on the screen. */
export async function fillSheet(page: Page, { water, power, keys }: Read, more: () => Promise<unknown>) {
  await page.getByLabel("水表底数").fill(water);
  await page.getByLabel("水表照片").setInputFiles(picture("水表"));
  await page.getByLabel("电表底数").fill(power);
  await page.getByLabel("电表照片").setInputFiles(picture("电表"));
  await page.getByLabel("实点").fill(keys);
  await page.getByLabel("照片", { exact: true }).setInputFiles(picture("客厅"));
  await more();
  await page.getByRole("button", { name: "存交接单" }).click();
  for (const side of ["承租人", "承接主体"]) {
    await deed(page, `${side}签字`, (dialog) => draw(page, dialog));
    await expect(page.getByRole("button", { name: `${side}签字` })).toHaveCount(0);
  }
}

/** Somebody else at another screen, on the same page of the office. */
export async function other(browser: Browser, page: Page, username: string, path: string): Promise<Page> {
  const screen = await browser.newPage({ baseURL: new URL(page.url()).origin });
  await work(screen, username);
  await screen.goto(path);
  return screen;
}

/** For what has no page: asked of the API by the page of whoever is signed in. */
export function send(page: Page, path: string, body: object, version?: number): Promise<Readonly<Record<string, unknown>>> {
  const headers = { "Content-Type": "application/json", "X-Requested-By": "anju", "Idempotency-Key": crypto.randomUUID(), ...(version !== undefined && { "If-Match": `"${version}"` }) };
  const asked = { path: `/v1${path}`, init: { method: "POST", headers, body: JSON.stringify(body) } };
  return page.evaluate(async ({ path: to, init }) => (await fetch(to, init)).json() as Promise<Readonly<Record<string, unknown>>>, asked);
}
