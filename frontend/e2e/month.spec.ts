/**
 * A month on a real server: books in, rent billed, the bank's file booked, money taken at the counter,
 * arrears seen. BASE_URL names the server; it must have a project that has no books yet.
 */
import { fileURLToPath } from "node:url";

import { expect, type Page } from "@playwright/test";

import { settled, signInAt } from "./office";
import { test } from "./watched";

const { MANAGER = "ding.hao", CASHIER = "ma.li", PROJECT = "幸福家园" } = process.env;
const MONTH = "2026-04";
const book = (name: string) => fileURLToPath(new URL(`../../tests/data/${name}`, import.meta.url));

test.describe.configure({ mode: "serial", timeout: 90_000 });

const signIn = (page: Page, username: string) => signInAt(page, username, PROJECT);

async function bringIn(page: Page, kind: "units" | "leases", name: string, rows: string) {
  await page.goto("/imports");
  // The router still writes the first address down: what is opened before that is closed again.
  await settled(page);
  await page.getByLabel("台账", { exact: true }).selectOption(kind);
  await page.locator("input[type=file]").setInputFiles(book(name));
  await page.getByRole("button", { name: "试读", exact: true }).click();
  const store = page.getByRole("button", { name: `确认入库 ${rows} 行` });
  await store.click();
  await page.getByRole("dialog").getByRole("button", { name: `确认入库 ${rows} 行` }).click();
  await expect(page.getByText("已全部入库。")).toBeVisible();
}

test("the manager brings in the books and bills the month", async ({ page }) => {
  await signIn(page, MANAGER);
  await bringIn(page, "units", "房源台账.xlsx", "144");
  await bringIn(page, "leases", "租户台账.xlsx", "132");
  await page.goto(`/month?month=${MONTH}&step=bill`);
  const bill = page.getByRole("button", { name: "出 2026年4月 账单" });
  await bill.click();
  await page.getByRole("dialog").getByRole("button", { name: "出 2026年4月 账单" }).click();
  await expect(page.getByRole("button", { name: /1 账单.*24,811\.77/ })).toBeVisible();
});

test("the bank's file settles what is certain and leaves the rest to people", async ({ page }) => {
  await signIn(page, MANAGER);
  await page.goto("/suspense?tab=files");
  await page.locator("input[type=file]").setInputFiles(book("银行流水_2026-04.csv"));
  await page.getByRole("button", { name: "入账", exact: true }).click();
  await expect(page.getByRole("row", { name: /银行流水_2026-04\.csv.*23,811\.77 121 6 1 已入账/ })).toBeVisible();
  await expect(page.getByText(/^6 笔 1,773\.89 元/)).toBeVisible();
});

test("the cashier takes money at the counter, and the arrears fall", async ({ page }) => {
  await signIn(page, CASHIER);
  await page.goto("/arrears");
  const summary = page.getByRole("table", { name: "按小区" }).getByRole("row", { name: PROJECT });
  await expect(summary).toContainText("2,773.89");
  const debtors = page.getByRole("table", { name: PROJECT }).getByRole("row", { name: /XFJY-/ });
  await debtors.first().click();
  await page.getByRole("link", { name: "收款", exact: true }).click();
  await page.getByLabel("本次收款").fill("10");
  const booked = page.waitForResponse((answer) => answer.request().method() === "POST" && answer.url().endsWith("/v1/payments"));
  await page.getByRole("button", { name: /收款 10\.00 元/ }).click();
  const { id } = (await (await booked).json()) as { id: string };
  await expect(page.getByRole("button", { name: /^打印收据/ })).toBeVisible();
  const printed = await page.request.get(`/v1/payments/${id}/receipt.pdf`);
  expect(printed.headers()["content-type"]).toBe("application/pdf");
  await page.goto("/arrears");
  await expect(summary).toContainText("2,763.89");
});
