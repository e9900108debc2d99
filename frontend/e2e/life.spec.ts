/**
 * A household's life on a real server, each part by whoever does it: a home chosen, leased, moved in, its rent
 * lowered, the lease renewed, and out again with a deposit that does not reach. The round that is chosen from is
 * the demo's second: days have passed since its draw, as they must.
 */
import { expect } from "@playwright/test";

import { day, deed, fillSheet, openRound, other, paper, placeOf, sentToSign, signedByTheManager, stands, work } from "./household";
import { test } from "./watched";

test.describe.configure({ mode: "serial", timeout: 60_000 });

const made: { lease: string; home: string; tenant: string; checkIn: string; renewal: string; next: string; exit: string } = { lease: "", home: "", tenant: "", checkIn: "", renewal: "", next: "", exit: "" };

test("the clerk calls whoever is next, and they choose a home", async ({ page }) => {
  await work(page, "bai.xue");
  await openRound(page, /第二批/);
  await page.getByRole("link", { name: "选房台" }).click();
  await page.getByLabel("窗口").fill("2号窗口");
  const door = page.getByRole("main").getByRole("button", { name: /单元/ });
  const none = page.getByText("没有适合这户的房源了");
  for (;;) {
    await page.getByRole("button", { name: "叫下一户" }).click();
    await expect(door.first().or(none)).toBeVisible();
    if (!(await none.isVisible())) break;
    await deed(page, "放弃", async (dialog) => {
      await dialog.getByLabel("事由").fill("没有合适的户型。");
      await dialog.locator("input[type=file]").setInputFiles(paper("放弃声明"));
      await expect(dialog.getByText("放弃声明.pdf")).toBeVisible();
    });
  }
  made.tenant = await page.getByRole("main").getByRole("heading", { level: 2 }).first().innerText();
  made.home = (await door.first().getAttribute("aria-label")) ?? "";
  await door.first().click();
  await deed(page, `选定 ${made.home}`);
  await expect(page.getByRole("status")).toContainText(`${made.tenant}选定 ${made.home}`);
});

test("the clerk drafts the lease, explains it, and the tenant signs", async ({ page }) => {
  await work(page, "bai.xue");
  await page.goto("/leasing");
  await page.getByRole("row", { name: made.home }).getByRole("link", { name: "起草合同" }).click();
  await page.getByLabel("到期日").fill(day(150));
  await page.getByRole("button", { name: "起草", exact: true }).click();
  await page.getByRole("button", { name: "打开", exact: true }).click();
  made.lease = await placeOf(page, "leases");
  await stands(page, "草稿");
  await sentToSign(page);
});

test("the manager signs", async ({ page }) => {
  await work(page, "he.min");
  await signedByTheManager(page, made.lease);
});

test("the clerk files the lease, books the day, and looks the home over with the tenant", async ({ page }) => {
  await work(page, "bai.xue");
  await page.goto("/leasing?tab=filings");
  const contract = await page.request.get(`/v1${made.lease}`).then(async (answer) => ((await answer.json()) as { contract_no: string }).contract_no);
  const row = page.getByRole("row", { name: contract });
  await row.getByRole("button", { name: "报送" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "报送" }).click();
  await expect(row).toContainText("待备案");
  await page.goto(made.lease);
  await deed(page, "预约入住");
  made.checkIn = await placeOf(page, "check-ins");
  await stands(page, "已预约");
  await page.getByRole("button", { name: "填交接单" }).click();
  await fillSheet(page, { water: "12", power: "106", keys: "6" }, async () => {
    await page.getByLabel("应有").fill("6");
    await page.getByLabel("房间", { exact: true }).first().fill("客厅");
    await page.getByLabel("设施名称").fill("入户门");
    await page.getByLabel("房间", { exact: true }).last().fill("客厅");
  });
});

test("the cashier takes deposit and first rent", async ({ page }) => {
  await work(page, "gao.xiaofeng");
  await page.goto(made.checkIn);
  await deed(page, /^收押金/);
  const checklist = page.getByRole("list", { name: "交钥匙之前" });
  await expect(checklist.getByRole("listitem").filter({ hasText: "押金" }).first()).toContainText("已收齐");
  const rent = checklist.getByRole("listitem").filter({ hasText: "首期租金" });
  const missing = /还差 ([\d,.]+) 元/.exec(await rent.innerText())?.[1] ?? "";
  await rent.getByRole("link", { name: "收租金" }).click();
  await page.getByLabel("本次收款").fill(missing);
  await page.getByRole("button", { name: new RegExp(`^收款 ${missing} 元`) }).click();
  await expect(page.getByRole("button", { name: /^打印收据/ })).toBeVisible();
});

test("the clerk hands the keys over, and the household lives there", async ({ page }) => {
  await work(page, "bai.xue");
  await page.goto(made.checkIn);
  await deed(page, "确认款已收");
  await stands(page, "款已收");
  await deed(page, "查验完成");
  const verify = page.getByRole("button", { name: /^核验 / });
  for (let left = await verify.count(); left > 0; left -= 1) {
    await deed(page, (await verify.first().innerText()).trim());
    await expect(verify).toHaveCount(left - 1);
  }
  await deed(page, "交钥匙", (dialog) => dialog.getByLabel(/^已讲清维修分工/).check());
  await deed(page, "入住登记");
  await stands(page, "已入住");
  await page.goto(made.lease);
  await stands(page, "在租");
});

test("a smaller income lowers the rent from next month: the officer puts it down, another approves", async ({ page, browser }) => {
  await work(page, "sun.lin");
  await page.goto(made.lease);
  await deed(page, "调整租金档次", async (dialog) => {
    await dialog.getByLabel("保障类别").selectOption("minimum_living");
    await dialog.getByLabel("文号").fill("包住保〔2026〕31号");
    await dialog.getByLabel("事由").fill("年审：家庭收入降低。");
  });
  const approver = await other(browser, page, "zhao.jianguo", made.lease);
  const row = approver.getByRole("row", { name: /低保.*包住保〔2026〕31号/ });
  await row.getByRole("button", { name: "批准", exact: true }).click();
  await approver.getByRole("dialog").getByRole("button", { name: "批准", exact: true }).click();
  await expect(row).toContainText("已批准");
  await approver.context().close();
});

test("the household asks to stay on, and the bureau's two people decide", async ({ page, browser }) => {
  await work(page, "bai.xue");
  await page.goto(made.lease);
  await deed(page, "申请续租", async (dialog) => {
    await dialog.getByLabel("收入和住房申报").fill("家庭月收入3100元，无其他住房。");
    await dialog.getByLabel("同意核查收入、住房等信息").check();
  });
  made.renewal = await placeOf(page, "renewals");
  await stands(page, "已申请");
  const officer = await other(browser, page, "sun.lin", made.renewal);
  await deed(officer, "开始核查");
  await deed(officer, "提出意见", (dialog) => dialog.getByLabel("文号").fill("包住保续1号"));
  await officer.context().close();
  const approver = await other(browser, page, "zhao.jianguo", made.renewal);
  await deed(approver, "决定：同意");
  await stands(approver, "同意");
  await approver.context().close();
  await page.reload();
  await deed(page, "起草续签合同");
  made.next = await placeOf(page, "leases", made.lease);
  await stands(page, "草稿");
  await sentToSign(page);
});

test("the manager signs the next lease, and puts it aside when the household goes after all", async ({ page }) => {
  await work(page, "he.min");
  await signedByTheManager(page, made.next);
  await deed(page, "作废", (dialog) => dialog.getByLabel("事由").fill("住户另购住房，不再续租。"));
  await stands(page, "作废");
});

test("the clerk takes the home back with damage that the deposit does not reach", async ({ page }) => {
  await work(page, "bai.xue");
  await page.goto(made.lease);
  await page.getByRole("link", { name: "办退房" }).click();
  await page.getByLabel("拟退房日").fill(day());
  await page.getByRole("button", { name: "立案", exact: true }).click();
  made.exit = await placeOf(page, "exits");
  await stands(page, "已申请");
  await deed(page, "受理");
  await deed(page, "约交验", (dialog) => dialog.getByLabel("交验日期").fill(day()));
  await page.getByRole("button", { name: "填交接单" }).click();
  await fillSheet(page, { water: "20", power: "180", keys: "4" }, async () => {
    await page.getByLabel("缺一把赔 元").fill("35");
    await page.getByLabel("状况").selectOption("damaged");
    await page.getByLabel("赔偿 元").fill("480");
  });
  await deed(page, "交验完成");
  await deed(page, "起草结算单", async (dialog) => {
    await dialog.getByLabel("水表单价 元").fill("3.85");
    await dialog.getByLabel("付给").nth(0).fill("包头市供水公司");
    await dialog.getByLabel("电表单价 元").fill("0.48");
    await dialog.getByLabel("付给").nth(1).fill("包头供电公司");
    await dialog.getByLabel("物业费缴清证明").setInputFiles(paper("物业费"));
  });
  await expect(page.getByText("押金不足")).toBeVisible();
});

test("the manager confirms the final bill", async ({ page }) => {
  await work(page, "he.min");
  await page.goto(made.exit);
  await deed(page, "确认结算");
  await stands(page, "已结算");
});

test("the cashier takes what is still owed; another gives the prepaid rent back", async ({ page, browser }) => {
  await work(page, "gao.xiaofeng");
  await page.goto(made.exit);
  await deed(page, /^收赔偿/);
  await expect(page.getByRole("button", { name: /^收赔偿/ })).toHaveCount(0);
  const second = await other(browser, page, "tian.yu", made.exit);
  await deed(second, /^退 /, (dialog) => dialog.getByLabel("退款回单号").fill(`TF${day().replaceAll("-", "")}`));
  await stands(second, "已退");
  await second.context().close();
});

test("the clerk hands the home back, settles and closes; the lease is over", async ({ page }) => {
  await work(page, "bai.xue");
  await page.goto(made.exit);
  await deed(page, "交房");
  await deed(page, "结清");
  await deed(page, "办结");
  await stands(page, "已办结");
  await page.goto(made.lease);
  await stands(page, "已终止");
});
