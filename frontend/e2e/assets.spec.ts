/**
 * What is kept of the homes, on a real server: the year's stocktake counted door by door, a gate with its upkeep and
 * who holds a card for it, and the filing of a lease given back and confirmed.
 */
import { expect, type Page } from "@playwright/test";

import { projectOf, read, settledHouseholds } from "./dwellers";
import { day, deed, other, paper, placeOf, pressed, stands, work } from "./household";
import { test } from "./watched";

test.describe.configure({ timeout: 90_000 });

interface Round {
  readonly id: string;
  readonly year: number;
  readonly state: string;
}

/** This year's, unless it was put aside: a project is counted once a year. */
async function roundOfYear(page: Page): Promise<Round | undefined> {
  const { items } = await read<{ readonly items: readonly Round[] }>(page, `/stocktakes?project_id=${await projectOf(page)}`);
  return items.find(({ year, state }) => String(year) === day().slice(0, 4) && state !== "void");
}

const COUNTED = "this year's round is confirmed already";

test.describe("the year's stocktake", () => {
  test.describe.configure({ mode: "serial" });
  const made = { stocktake: "" };

  test("the officer plans the year's stocktake", async ({ page }) => {
    await work(page, "sun.lin");
    const before = await roundOfYear(page);
    test.skip(before?.state === "confirmed", COUNTED);
    if (before) {
      await page.goto(`/stocktakes/${before.id}`);
      await deed(page, "作废", (dialog) => dialog.getByLabel("原因").fill("分工有变，重新安排。"));
      await stands(page, "已作废");
    }
    await page.goto("/stocktakes");
    await deed(page, "排一轮", (dialog) => dialog.getByLabel("安排").fill("每栋两人，一周内逐户盘点。"));
    made.stocktake = await placeOf(page, "stocktakes");
    await stands(page, "已排期");
  });

  test("the clerk counts: one door is gone, the others are there, and one stands in no book", async ({ page }) => {
    test.skip(made.stocktake === "", COUNTED);
    await work(page, "bai.xue");
    await page.goto(made.stocktake);
    await deed(page, "开始盘点");
    await stands(page, "盘点中");
    const gone = page.getByRole("main").getByRole("button", { name: "不在" }).first();
    await gone.click();
    await page.getByRole("dialog").getByLabel("原因").fill("该套已并入物业用房，无法进入。");
    await page.getByRole("dialog").getByRole("button", { name: "不在", exact: true }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await deed(page, "记盘盈", async (dialog) => {
      await dialog.getByLabel("房源").fill("HSL-99-1-0101");
      await dialog.getByLabel("原因").fill("架空层改建，账上没有。");
    });
    await page.getByLabel("看哪些").selectOption("open");
    const rows = page.getByRole("main").locator("tbody tr");
    const rest = page.getByRole("button", { name: /^本页未盘的 \d+ 套都在$/ });
    const none = page.getByText("没有符合这些条件的。");
    await page.getByLabel("每页").selectOption("200");
    for (;;) {
      await expect(rest.or(none).first()).toBeVisible();
      if (await none.isVisible()) break;
      const first = rows.first();
      const door = /[A-Z]+-\d+-\d-\d+/.exec(await first.innerText())?.[0] ?? "";
      await rest.click();
      await expect(rows.filter({ hasText: door })).toHaveCount(0);
    }
    await deed(page, "报送");
    await stands(page, "待确认");
  });

  test("the approver sends it back once, and confirms what is missing and what is over", async ({ page, browser }) => {
    test.skip(made.stocktake === "", COUNTED);
    await work(page, "zhao.jianguo");
    await page.goto(made.stocktake);
    await deed(page, "退回重盘", (dialog) => dialog.getByLabel("原因").fill("附盘亏一套的现场照片说明。"));
    await stands(page, "盘点中");
    const clerk = await other(browser, page, "bai.xue", made.stocktake);
    await deed(clerk, "报送");
    await stands(clerk, "待确认");
    await clerk.context().close();
    await page.reload();
    await deed(page, "确认", (dialog) => expect(dialog).toContainText("盘亏 1 套，盘盈 1 套"));
    await stands(page, "已确认");
  });
});

test.describe("a gate", () => {
  test.describe.configure({ mode: "serial" });
  const made = { device: "" };

  test("maintenance registers a gate, notes a fault and its repair", async ({ page }) => {
    await work(page, "liu.tie");
    await page.goto("/equipment");
    const serial = `MJ${Date.now()}`;
    await deed(page, "登记设备", async (dialog) => {
      await dialog.getByLabel("设备种类").selectOption("estate_gate");
      await dialog.getByLabel("厂商", { exact: true }).fill("海康");
      await dialog.getByLabel("编号").fill(serial);
      await dialog.getByLabel("密码").check();
    });
    await page.getByRole("row", { name: serial }).click();
    made.device = await placeOf(page, "equipment");
    await deed(page, "记一次", async (dialog) => {
      await dialog.getByLabel("做了什么").selectOption("inspection");
      await dialog.getByLabel("结果").selectOption("fault_found");
      await dialog.getByLabel("谁做的").fill("刘铁");
      await dialog.getByLabel("附件").setInputFiles(paper("检修单"));
    });
    await expect(page.getByRole("row", { name: /检查.*发现故障.*刘铁/ })).toBeVisible();
    await deed(page, "报故障", (dialog) => dialog.getByLabel("说明").fill("读卡器无反应。"));
    await stands(page, "故障");
    await deed(page, "已修好", (dialog) => dialog.getByLabel("说明").fill("换了读卡模块。"));
    await stands(page, "在用");
  });

  test("the clerk gives a household a card, and takes it back when it is lost", async ({ page }) => {
    await work(page, "bai.xue");
    const [holder] = await settledHouseholds(page, 1);
    const card = `K${Date.now()}`;
    await page.goto(made.device);
    await deed(page, "发凭证", async (dialog) => {
      await dialog.getByLabel("住户").fill(holder?.contract_no ?? "");
      await dialog.getByLabel("合同").selectOption(holder?.id ?? "");
      await dialog.getByLabel("成员").selectOption({ index: 1 });
      await dialog.getByLabel("编号").fill(card);
    });
    const row = page.getByRole("row", { name: card });
    await row.getByRole("button", { name: "收回" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("原因").selectOption("lost");
    await dialog.getByRole("button", { name: "收回", exact: true }).click();
    await expect(row).toHaveCount(0);
    await page.goto("/equipment?tab=credentials");
    await expect(page.getByRole("row", { name: card })).toContainText("遗失");
  });
});

test("the bureau gives a filing back for a paper, and confirms it when it is there", async ({ page, browser }) => {
  await work(page, "bai.xue");
  await page.goto("/leasing?tab=filings&state=to_file");
  const waiting = page.getByRole("main").locator("tbody tr").filter({ has: page.getByRole("button", { name: "报送" }) });
  await expect(waiting.or(page.getByText("没有要备案的合同")).first()).toBeVisible();
  test.skip((await waiting.count()) === 0, "every lease is filed");
  const contract = /[A-Z]+-HT-\d+-\d+/.exec(await waiting.first().innerText())?.[0] ?? "";
  await filed(page, contract);
  const officer = await other(browser, page, "sun.lin", "/leasing?tab=filings");
  const row = officer.getByRole("row", { name: contract });
  await pressed(officer, row, "退回", (dialog) => dialog.getByLabel("退回原因").fill("缺承租人签字页。"));
  await expect(row).toContainText("退回：缺承租人签字页。");
  await filed(page, contract);
  await officer.reload();
  await pressed(officer, row, "备案", (dialog) => dialog.getByLabel("备案回执号").fill(`BA${Date.now()}`));
  await expect(row).toContainText("已备案");
  await officer.context().close();
});

/** The clerk hands it in, with a paper. */
async function filed(page: Page, contract: string) {
  await page.goto("/leasing?tab=filings");
  const row = page.getByRole("row", { name: contract });
  await pressed(page, row, "报送", (dialog) => dialog.getByLabel("附件").setInputFiles(paper("签字页")));
  await expect(row).toContainText("待备案");
}
