import { expect } from "@playwright/test";

import { test, THEMES } from "./watched";

for (const colorScheme of THEMES)
  test(`the parts stand together (${colorScheme})`, async ({ page }, info) => {
    await page.emulateMedia({ colorScheme });
    await page.goto("/month");
    await expect(page.getByRole("heading", { name: "租金月度" })).toBeVisible();
    await page.screenshot({ path: info.outputPath(`month-${colorScheme}.png`) });
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.screenshot({ path: info.outputPath(`month-${colorScheme}-wide.png`) });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.screenshot({ path: info.outputPath(`month-${colorScheme}-phone.png`), fullPage: true });
  });
