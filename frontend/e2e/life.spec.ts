/**
 * A household's life on a real server, each part by whoever does it: granted, registered, drawn, a home chosen,
 * leased, moved in, renewed, and out again with a deposit that does not reach. Days pass between these steps, so
 * the rounds that are drawn and chosen from are the demo's, which have come that far.
 */
import { expect, type Page } from "@playwright/test";

import { day, deed, draw, ESTATE, newcomer, paper, picture, stands, work } from "./household";
import { test } from "./watched";

test.describe.configure({ mode: "serial", timeout: 60_000 });

/** Of the demo: printed with its sign-ins. */
const DRAW = { secret: "cb09c8072a8867003686b56f22f5d40a8ad51c70bcc256606d49d1763d515830", value: "03 11 17 22 28 33 + 05" };
const who = newcomer();
const title = `${ESTATE}第五批配租`;
const made: { lease: string; home: string; tenant: string; checkIn: string; renewal: string; next: string; exit: string } = { lease: "", home: "", tenant: "", checkIn: "", renewal: "", next: "", exit: "" };

async function openRound(page: Page, name: RegExp | string) {
  await page.goto("/rounds");
  await page.getByRole("row", { name }).click();
}

test("the officer grants a home, plans a round, and draws another by lot", async ({ page }) => {
  await work(page, "sun.lin");
  await page.goto("/eligibility");
  await page.getByRole("link", { name: "登记决定" }).click();
  const fill = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
  await fill("决定文号", `包住保〔${day().slice(0, 4)}〕${who.nationalId.slice(-4)}号`);
  await fill("申请人姓名", who.name);
  await fill("身份证号", who.nationalId);
  await fill("有效期起", day(-30));
  await fill("有效期止", day(1500));
  await fill("轮候登记日", day(-200));
  await page.getByRole("button", { name: "登记", exact: true }).click();
  await expect(page.getByRole("heading", { name: who.name })).toBeVisible();

  await page.goto("/rounds");
  await page.getByRole("link", { name: "起草方案" }).click();
  await fill("轮次名称", title);
  await fill("租金标准", "5.00元/㎡·月");
  await fill("供应对象", "城镇中等偏下收入住房困难家庭");
  await fill("登记开始", day());
  await fill("登记截止", day(10));
  const doors = page.getByRole("main").getByRole("button", { name: /单元/ });
  await doors.nth(0).click();
  await doors.nth(1).click();
  await page.getByRole("button", { name: "存草稿" }).click();
  await stands(page, "方案草稿");
  await deed(page, "承诺摇号", async (dialog) => {
    await dialog.getByLabel("秘密的哈希值").fill("5e".repeat(32));
    await dialog.getByLabel("公开数来源").fill("双色球开奖号码");
    await dialog.getByLabel("公开数公布日").fill(day(12));
  });

  await openRound(page, /第三批/);
  await deed(page, "排序", async (dialog) => {
    await dialog.getByLabel("秘密", { exact: true }).fill(DRAW.secret);
    await dialog.getByLabel("公开数", { exact: true }).fill(DRAW.value);
  });
  await stands(page, "已排序");
});

test("the approver publishes the plan and the order, for everybody to see", async ({ page, browser }) => {
  await work(page, "zhao.jianguo");
  await openRound(page, title);
  await deed(page, "公布方案");
  await stands(page, "方案已公布");
  await openRound(page, /第三批/);
  await deed(page, "公布名单");
  await stands(page, "公示中");
  const round = /rounds\/([^/?]+)/.exec(page.url())?.[1] ?? "";
  const passer = await browser.newPage({ baseURL: new URL(page.url()).origin });
  await passer.goto(`/public/rounds/${round}`);
  await expect(passer.getByRole("heading", { name: "排序名单" })).toBeVisible();
  await passer.close();
});

test("the clerk registers the household, and may not write eligibility", async ({ page }) => {
  await work(page, "bai.xue");
  await openRound(page, title);
  await deed(page, "登记一户", async (dialog) => {
    await dialog.getByLabel("申请人姓名").fill(who.name);
    await dialog.getByLabel("身份证号").fill(who.nationalId);
  });
  await expect(page.getByRole("row", { name: who.name })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "资格" })).toHaveCount(0);
  const refused = await page.request.post("/v1/eligibility-records", { data: { decision_no: "x" }, headers: { "Idempotency-Key": crypto.randomUUID() } });
  expect(refused.status()).toBe(403);
});

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
  await stands(page, "草稿");
  made.lease = new URL(page.url()).pathname;
  await sentToSign(page);
});

/** Explained at the counter, the text written, the tenant's hand under it. */
async function sentToSign(page: Page) {
  await deed(page, "讲解告知", (dialog) => dialog.getByLabel("怎么确认").selectOption("at_counter"));
  await stands(page, "已讲解");
  await deed(page, "交付签字");
  await stands(page, "待签约");
  await deed(page, "承租人签字", (dialog) => draw(page, dialog));
  await expect(page.getByRole("button", { name: "承租人签字" })).toHaveCount(0);
}

async function signedByTheManager(page: Page, lease: string) {
  await page.goto(lease);
  await deed(page, "承接主体签字", (dialog) => draw(page, dialog));
  await stands(page, "已签约");
}

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
  await stands(page, "已预约");
  made.checkIn = new URL(page.url()).pathname;
  await page.getByRole("button", { name: "填交接单" }).click();
  await page.getByLabel("水表底数").fill("12");
  await page.getByLabel("水表照片").setInputFiles(picture("水表"));
  await page.getByLabel("电表底数").fill("106");
  await page.getByLabel("电表照片").setInputFiles(picture("电表"));
  await page.getByLabel("应有").fill("6");
  await page.getByLabel("实点").fill("6");
  await page.getByLabel("房间", { exact: true }).first().fill("客厅");
  await page.getByLabel("设施名称").fill("入户门");
  await page.getByLabel("房间", { exact: true }).last().fill("客厅");
  await page.getByLabel("照片", { exact: true }).setInputFiles(picture("客厅"));
  await page.getByRole("button", { name: "存交接单" }).click();
  await signSheet(page);
});

async function signSheet(page: Page) {
  for (const side of ["承租人", "承接主体"]) {
    await deed(page, `${side}签字`, (dialog) => draw(page, dialog));
    await expect(page.getByRole("button", { name: `${side}签字` })).toHaveCount(0);
  }
}

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
