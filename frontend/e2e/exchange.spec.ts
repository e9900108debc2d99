/**
 * 换房 on a real server: a household that has lived in its home for long takes an empty one, and two others swap
 * theirs. Each step by whose it is; no day is charged twice, and deposit and prepaid rent go along.
 */
import { type Browser, expect, type Page } from "@playwright/test";

import { grantedAgain, type Lease, monthOfMove, read, settledHouseholds, yuan } from "./dwellers";
import { day, deed, fillSheet, other, paper, placeOf, pressed, sentToSign, signedByTheManager, stands, work } from "./household";
import { test } from "./watched";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const made: { old: Lease | undefined; exchange: string; next: string } = { old: undefined, exchange: "", next: "" };

/** The household that moves in this run. */
function moving(): Lease {
  if (!made.old) throw new Error("nobody has asked to move");
  return made.old;
}

test("the clerk puts down that a household must move nearer to work", async ({ page }) => {
  await work(page, "bai.xue");
  [made.old] = await settledHouseholds(page, 1);
  made.exchange = await asked(page, moving(), "调动至青山区工作，原住房通勤过远。");
});

async function asked(page: Page, lease: Lease, why: string, more?: () => Promise<unknown>) {
  await page.goto(`/leases/${lease.id}`);
  await page.getByRole("link", { name: "办换房" }).click();
  await more?.();
  await page.getByLabel("具体情况").fill(why);
  await page.getByLabel("证明材料").setInputFiles(paper("证明"));
  await page.getByRole("button", { name: "登记申请" }).click();
  await stands(page, "待审核");
  return placeOf(page, "exchanges");
}

test("the manager checks it, and the bureau's approver decides", async ({ page, browser }) => {
  await work(page, "he.min");
  await page.goto(made.exchange);
  await approved(page, browser, made.exchange);
});

/** `page` is the manager's, at the exchange. */
async function approved(page: Page, browser: Browser, exchange: string) {
  await deed(page, "审核");
  await stands(page, "待审批");
  const approver = await other(browser, page, "zhao.jianguo", exchange);
  await deed(approver, "决定", (dialog) => dialog.getByLabel("文号").fill(`包住保换〔${day().slice(0, 4)}〕1号`));
  await stands(approver, "已批准");
  await approver.context().close();
}

test("the officer puts the grant on file and offers an empty home; the household wants another", async ({ page, browser }) => {
  await work(page, "sun.lin");
  await grantedAgain(page, moving());
  await offered(page, 1);
  const desk = await other(browser, page, "bai.xue", made.exchange);
  await deed(desk, "不要这套", async (dialog) => {
    await dialog.getByLabel("为什么不要").fill("楼层高，老人上下不便。");
    await dialog.getByLabel("签字的放弃声明").setInputFiles(paper("放弃声明"));
  });
  await stands(desk, "已批准");
  await desk.context().close();
  await offered(page, 2);
});

async function offered(page: Page, at: number) {
  await page.goto(made.exchange);
  await deed(page, "配房源", (dialog) => dialog.getByLabel("房源").selectOption({ index: at }));
  await stands(page, "已配房源");
}

test("the household accepts, and both sides sign the lease of its new home", async ({ page, browser }) => {
  await work(page, "bai.xue");
  await page.goto(made.exchange);
  await deed(page, "接受");
  await stands(page, "已接受");
  made.next = await signedByBoth(page, browser);
});

/** From the page of the exchange, the lease that is not signed yet. Gives its place. */
async function signedByBoth(page: Page, browser: Browser) {
  await page.getByRole("link", { name: "去签新合同" }).click();
  const lease = await placeOf(page, "leases");
  await stands(page, "草稿");
  await sentToSign(page);
  const manager = await other(browser, page, "he.min", lease);
  await signedByTheManager(manager, lease);
  await manager.context().close();
  return lease;
}

test("both homes are looked over with the household, and it moves", async ({ page }) => {
  await work(page, "bai.xue");
  const next = await read<Lease>(page, made.next);
  await lookedOver(page, next, "check_in", { water: "31", power: "502", keys: "4" });
  await lookedOver(page, moving(), "check_out", { water: "288", power: "3120", keys: "4" });
  await page.goto(made.next);
  await expect(page.getByRole("button", { name: "预约入住" })).toHaveCount(0);
  await page.getByRole("link", { name: "去办换房" }).click();
  await deed(page, "换房");
  await stands(page, "已换房");
});

async function lookedOver(page: Page, { unit_id: unit, id }: Lease, kind: "check_in" | "check_out", found: Parameters<typeof fillSheet>[1]) {
  await page.goto(`/units/${unit}`);
  await deed(page, "填一张", async (dialog) => {
    await dialog.getByLabel("种类").selectOption(kind);
    await dialog.getByLabel("合同", { exact: true }).selectOption(id);
  });
  await placeOf(page, "handovers");
  await fillSheet(page, found, async () => {
    await page.getByLabel("应有").fill(found.keys);
    await page.getByLabel("房间", { exact: true }).first().fill("客厅");
    await page.getByLabel("设施名称").fill("入户门");
    await page.getByLabel("房间", { exact: true }).last().fill("客厅");
  });
}

test("no day is charged twice; what the smaller home wants no deposit for goes back by two people", async ({ page, browser }) => {
  await work(page, "gao.xiaofeng");
  await page.goto(made.exchange);
  const next = await read<Lease>(page, made.next);
  const sum = monthOfMove(moving().monthly_rent_fen, next.monthly_rent_fen);
  await expect(page.getByText(`合计 ${yuan(sum)} 元`)).toBeVisible();
  const { held_fen: rest } = await read<{ readonly held_fen: number }>(page, `/leases/${moving().id}/deposit`);
  await page.getByRole("link", { name: `原合同余 ${yuan(rest)} 待退` }).click();
  await pressed(page, page.getByRole("row", { name: moving().contract_no }), "提出退押金", async (dialog) => {
    await dialog.getByLabel("方式").selectOption("bank");
    await dialog.getByLabel("收款人").fill(moving().tenant_name);
    await dialog.getByLabel("原因").fill("换房后押金的余额。");
  });
  const second = await other(browser, page, "tian.yu", "/deposits?tab=refunds");
  const row = second.getByRole("row", { name: new RegExp(`${moving().tenant_name}.*${yuan(rest)}.*待付款`) });
  await pressed(second, row, `退 ${yuan(rest)} 元`, (dialog) => dialog.getByLabel("退款回单号").fill(`TY${Date.now()}`));
  await expect(row).toHaveCount(0);
  await second.context().close();
});

test("maintenance makes the old home ready for whoever comes next", async ({ page }) => {
  await work(page, "liu.tie");
  await page.goto(`/units/${moving().unit_id}`);
  await stands(page, "腾退整备");
  await deed(page, "整备完成", async (dialog) => {
    await dialog.getByLabel("锁已更换").check();
    await dialog.getByLabel("照片和文书").setInputFiles(paper("整备验收单"));
  });
  await stands(page, "空置可配租");
});

test("two households swap their homes on one day", async ({ page, browser }) => {
  await work(page, "bai.xue");
  const [one, partner] = await settledHouseholds(page, 2);
  if (!one || !partner) throw new Error("nobody to swap");
  const exchange = await asked(page, one, "两户上班、就学互换更近。", async () => {
    await page.getByLabel("方式").selectOption("swap");
    await page.getByRole("searchbox").fill(partner.contract_no);
    await page.keyboard.press("Enter");
    await page.getByRole("row", { name: partner.contract_no }).click();
  });
  const manager = await other(browser, page, "he.min", exchange);
  await approved(manager, browser, exchange);
  await manager.context().close();
  const officer = await other(browser, page, "sun.lin", exchange);
  for (const household of [one, partner]) await grantedAgain(officer, household);
  await officer.context().close();
  await page.goto(exchange);
  await deed(page, "接受");
  await stands(page, "已接受");
  for (let unsigned = 2; unsigned > 0; unsigned -= 1) {
    await signedByBoth(page, browser);
    await page.goto(exchange);
  }
  await deed(page, "换房");
  await stands(page, "已换房");
  for (const { id } of [one, partner]) {
    await page.goto(`/leases/${id}`);
    await stands(page, "已终止");
  }
});
