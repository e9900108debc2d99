/**
 * The money between operator, bureau and treasury, on a real server: rent remitted, given back for its code, remitted
 * again and confirmed; a fee statement withdrawn, computed anew, and taken through every hand to its payment.
 */
import { expect, type Page } from "@playwright/test";

import { projectOf, read } from "./dwellers";
import { deed, other, placeOf, stands, work } from "./household";
import { test } from "./watched";

test.describe.configure({ timeout: 90_000 });

/** Everybody at their own screen, on the record's page. */
async function at(desk: Page, path: string) {
  await desk.goto(path);
  return desk;
}

test("rent goes to treasury: given back once for its code, remitted again, confirmed", async ({ page, browser }) => {
  await work(page, "gao.xiaofeng");
  await someMoney(page);
  await page.goto("/remittances");
  await deed(page, "开上缴单");
  await page.getByRole("main").getByRole("row", { name: /待签字/ }).first().click();
  const place = await placeOf(page, "remittances");
  const manager = await other(browser, page, "he.min", place);
  await deed(manager, /^签字 [\d,.]+ 元$/);
  await stands(manager, "待缴款");
  await manager.context().close();
  await remitted(page, place);
  const finance = await other(browser, page, "chen.yue", place);
  await deed(finance, "退回", (dialog) => dialog.getByLabel("事由").fill("缴款码与科目不符。"));
  await stands(finance, "被退回");
  await at(page, place);
  await deed(page, "重新缴款", (dialog) => dialog.getByLabel("缴款码").fill(`JK${Date.now()}`));
  await remitted(page, place);
  await at(finance, place);
  await deed(finance, /^确认入库 [\d,.]+ 元$/, (dialog) => dialog.getByLabel("财政票据号").fill(`GK${Date.now()}`));
  await stands(finance, "已入库");
  await expect(finance.getByRole("main").getByRole("button", { name: /^(确认入库|退回)/ })).toHaveCount(0);
  await finance.context().close();
});

/** Of whoever owes: one yuan in cash, so that there is something to remit. */
async function someMoney(page: Page) {
  const { items } = await read<{ readonly items: readonly { readonly contract_no: string }[] }>(page, `/arrears?limit=1&project_id=${await projectOf(page)}`);
  await page.goto("/counter");
  await page.getByRole("combobox").fill(items[0]?.contract_no ?? "");
  await page.getByRole("option").first().click();
  await page.getByLabel("本次收款").fill("1");
  await page.getByRole("button", { name: /^收款 1\.00 元/ }).click();
  await expect(page.getByRole("button", { name: /^打印收据/ })).toBeVisible();
}

async function remitted(page: Page, place: string) {
  await at(page, place);
  await deed(page, /^缴款 [\d,.]+ 元$/, (dialog) => dialog.getByLabel("银行回单号").fill(`YH${Date.now()}`));
  await stands(page, "待财政确认");
}

interface Fee {
  readonly id: string;
  readonly month: string;
  readonly state: string;
}

test("a fee statement is withdrawn, computed anew, confirmed, audited, approved and paid", async ({ page, browser }) => {
  await work(page, "sun.lin");
  const { items } = await read<{ readonly items: readonly Fee[] }>(page, `/fee-statements?project_id=${await projectOf(page)}`);
  const before = items.find(({ state }) => state === "p_audited");
  test.skip(!before, "no statement waits for the approver");
  const month = before?.month ?? "";
  await page.goto(`/fees/${before?.id}`);
  await deed(page, "撤回", (dialog) => dialog.getByLabel("事由").fill("套日核对后重算。"));
  await stands(page, "已撤回");
  const manager = await other(browser, page, "he.min", `/month?month=${month}&step=fee`);
  await deed(manager, /^算 .* 服务费$/);
  await deed(manager, /^确认 [\d,.]+ 元$/);
  await stands(manager, "待审核");
  await manager.context().close();
  const { items: after } = await read<{ readonly items: readonly Fee[] }>(page, `/fee-statements?project_id=${await projectOf(page)}`);
  const place = `/fees/${after.find(({ month: of, state }) => of === month && state === "o_confirmed")?.id}`;
  await at(page, place);
  await deed(page, /^审核 [\d,.]+ 元$/);
  await stands(page, "待审批");
  const approver = await other(browser, page, "zhao.jianguo", place);
  await deed(approver, /^审批 [\d,.]+ 元$/);
  await approver.context().close();
  const finance = await other(browser, page, "chen.yue", place);
  await deed(finance, /^支付 [\d,.]+ 元$/, async (dialog) => {
    await dialog.getByLabel("发票号码").fill(`FP${Date.now()}`);
    await dialog.getByLabel("支付凭证号").fill(`ZF${Date.now()}`);
  });
  await stands(finance, "已办结");
  await finance.context().close();
});

test("the officer goes from what is due to the record, and finds a household's grant by its name", async ({ page }) => {
  await work(page, "sun.lin");
  await page.goto("/duties");
  const due = page.getByRole("region", { name: "等我办" });
  await due.getByRole("row", { name: /续租年审/ }).first().getByRole("link").click();
  await placeOf(page, "renewals");
  await expect(page.getByRole("main").getByRole("button", { name: /核查|提出意见/ }).first()).toBeVisible();

  const { items } = await read<{ readonly items: readonly { readonly applicant_name: string; readonly decision_no: string }[] }>(page, "/eligibility-records?limit=1");
  const [grant] = items;
  await page.goto("/eligibility");
  await page.getByRole("searchbox", { name: "姓名" }).fill(grant?.applicant_name ?? "");
  await page.keyboard.press("Enter");
  await page.getByRole("row", { name: grant?.decision_no ?? "" }).click();
  await expect(page.getByRole("heading", { name: grant?.applicant_name ?? "" })).toBeVisible();
});
