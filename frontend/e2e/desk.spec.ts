/** Each role's part of a day at the demo city, without a mouse where the desk promises that. */
import { expect } from "@playwright/test";

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

test("the approver decides by keys alone", async ({ page }) => {
  await signIn(page, "zhao.jianguo");
  await page.goto("/approvals");
  await settled(page);
  const rows = page.getByRole("table", { name: "等我审批" }).locator("tbody tr[tabindex]");
  test.skip((await rows.count()) === 0, "these books have nothing to approve");
  await rows.first().focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("main :focus")).toBeVisible();
});

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
