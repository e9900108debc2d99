/**
 * How a household comes to its place in a round, on a real server: granted by the bureau, registered at the counter
 * of a round that was planned, committed to and published here. The draw is that of the demo's third round, whose
 * participants were frozen the day before: nobody can freeze and draw on one day.
 */
import { expect } from "@playwright/test";

import { day, deed, ESTATE, newcomer, openRound, other, pressed, send, stands, work } from "./household";
import { test } from "./watched";

test.describe.configure({ mode: "serial", timeout: 60_000 });

/** Of the demo: printed with its sign-ins. */
const DRAW = { secret: "cb09c8072a8867003686b56f22f5d40a8ad51c70bcc256606d49d1763d515830", value: "03 11 17 22 28 33 + 05" };
const who = newcomer();
const title = `${ESTATE}第五批配租`;
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

test("a household objects to the order at the counter, and the officer answers", async ({ page, browser }) => {
  await work(page, "bai.xue");
  await openRound(page, /第三批/);
  await deed(page, "收异议", async (dialog) => {
    await dialog.getByLabel("提出人").fill(who.name);
    await dialog.getByLabel("内容").fill("名单先后与登记顺序不符。");
  });
  await page.waitForURL(/rounds\/[^/]+/);
  const officer = await other(browser, page, "sun.lin", new URL(page.url()).pathname);
  const row = officer.getByRole("row", { name: /名单先后与登记顺序不符/ });
  await pressed(officer, row, "答复", (dialog) => dialog.getByLabel("答复").fill("先后由摇号得出，可按公开的秘密和号码复算。"));
  await expect(row).toContainText("不成立");
  await officer.context().close();
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
  const decision = { decision_no: "1", applicant: { name: who.name, national_id: who.nationalId }, tier: "low_income", starts_on: day(), ends_on: day(30), queued_on: day() };
  expect(await send(page, "/eligibility-records", decision)).toMatchObject({ status: 403, code: "permission_missing" });
});
