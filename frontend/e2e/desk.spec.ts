/** Each role's part of a day at the demo city, without a mouse where the desk promises that. */
import { type Browser, expect, type Locator, type Page } from "@playwright/test";

import { accessible, settled, signIn } from "./office";
import { test } from "./watched";

test.setTimeout(90_000);

test("a newcomer is shown round once, and the keys are one press away", async ({ page }) => {
  await signIn(page, "bai.xue", true);
  const tour = page.locator(".ant-tour");
  await expect(tour).toContainText("等您办的");
  for (let step = 0; step < 3; step += 1) await tour.getByRole("button", { name: "下一步" }).click();
  await tour.getByRole("button", { name: "知道了" }).click();
  await page.reload();
  await settled(page);
  await expect(tour).toHaveCount(0);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "快捷键" })).toBeVisible();
});

test("the cashier finds a household, takes money and has the receipt, by keys alone", async ({ page }) => {
  await signIn(page, "gao.xiaofeng");
  const debtors = await page.request.get("/v1/arrears?limit=1");
  const { items } = (await debtors.json()) as { items: readonly { readonly contract_no: string }[] };
  await page.goto("/counter");
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.type(items[0]?.contract_no ?? "");
  await expect(page.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("本次收款")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("1.00");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("button", { name: /^打印收据/ })).toBeVisible();
});

test("the approver decides by keys alone", async ({ page, browser }) => {
  const basis = `包住保〔2026〕${String(Date.now() % 100_000)}号`;
  await drafted(browser, basis);
  await signIn(page, "zhao.jianguo");
  await page.goto("/approvals?open=none");
  await settled(page);
  const inbox = page.getByRole("table", { name: "等我审批" });
  const row = inbox.locator("tbody tr[tabindex]").filter({ hasText: "1.23" });
  const waiting = await row.count();
  expect(waiting).toBeGreaterThan(0);
  await keyTo(page, "Tab", inbox.locator("tbody tr[tabindex='0']"));
  await keyTo(page, "ArrowDown", row.first());
  await page.keyboard.press("Enter");
  await keyTo(page, "Tab", page.getByRole("button", { name: /^批准/ }));
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await keyTo(page, "Tab", dialog.getByRole("button", { name: /^批准/ }));
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(row).toHaveCount(waiting - 1);
});

/** As who has no mouse: from where the focus is, on and on. */
async function keyTo(page: Page, key: "Tab" | "ArrowDown", place: Locator) {
  await expect(place).toBeVisible();
  for (let step = 0; step < 150; step += 1) {
    if (await place.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  expect(await place.evaluate((one) => one === document.activeElement), `reached by ${key}`).toBe(true);
}

/** The cashier proposes to take 1.23 off a charge. */
async function drafted(browser: Browser, basis: string) {
  const page = await browser.newPage();
  await signIn(page, "gao.xiaofeng");
  const { items } = (await (await page.request.get("/v1/charges?open=true&limit=1")).json()) as { items: readonly { readonly id: string }[] };
  const answer = await page.request.post("/v1/adjustments", {
    headers: { "X-Requested-By": "anju", "Idempotency-Key": crypto.randomUUID() },
    data: { charge_id: items[0]?.id, kind: "reduction", amount_fen: 123, reason: "抄表有误", basis },
  });
  expect(answer.status()).toBe(201);
  await page.close();
}

test("the clerk of the purchaser reads a parameter with its ground", async ({ page }) => {
  await signIn(page, "sun.lin");
  await page.goto("/parameters");
  await page.getByRole("row", { name: /应缴日/ }).click();
  await expect(page.getByRole("table", { name: "设过的值 应缴日" })).toBeVisible();
});

test("finance sees what it confirms, and no more", async ({ page }) => {
  await signIn(page, "chen.yue");
  await settled(page);
  const nav = page.getByRole("navigation", { name: "主导航" });
  await expect(nav.getByRole("link", { name: "上缴" })).toBeVisible();
  await expect(nav.getByRole("link", { name: "收款台" })).toHaveCount(0);
});

test("the auditor runs the saved tests and opens one", async ({ page }) => {
  await signIn(page, "zhou.zheng");
  await page.goto("/audit-tests");
  await page.getByRole("row", { name: /长期空置/ }).click();
  await expect(page.getByRole("heading", { name: "长期空置" })).toBeVisible();
  await settled(page);
});

test("the manager finds the ageing's households behind its figure", async ({ page }) => {
  await signIn(page, "he.min");
  await page.goto("/figures");
  await settled(page);
  await page.getByRole("region", { name: "欠缴账龄" }).getByRole("link", { name: "名单" }).click();
  await expect(page.getByRole("heading", { name: "欠缴催缴" })).toBeVisible();
});

test("the pages that are looked at all day have no accessibility fault", async ({ page }) => {
  await signIn(page, "he.min");
  for (const path of ["/", "/board", "/month", "/counter"]) {
    await page.goto(path);
    await settled(page);
    await accessible(page, path);
  }
});
