import { expect, type Page } from "@playwright/test";
import { getResponse, http, HttpResponse } from "msw";

import { handlers, refusal } from "../src/testing/handlers";
import { test, THEMES } from "./watched";

/** Lists that the test is not about are empty. */
const nothing = http.get("*/v1/*", () => HttpResponse.json({ items: [], next_cursor: null }));

/** Answers the dashboard's requests as the tests' own handlers do. */
async function answer(page: Page, ...first: Parameters<typeof getResponse>[0]) {
  await page.route("**/v1/**", async (route) => {
    const asked = route.request();
    const body = asked.postData();
    const request = new Request(asked.url(), {
      method: asked.method(),
      headers: await asked.allHeaders(),
      ...(body !== null && { body }),
    });
    const response = await getResponse([...first, ...handlers, nothing], request);
    if (!response) return route.abort();
    return route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  });
}

const stranger = http.get("*/v1/me", () => refusal(401, "unauthenticated"));

for (const colorScheme of THEMES)
  test(`a stranger sees the sign-in page (${colorScheme})`, async ({ page }, info) => {
    await page.emulateMedia({ colorScheme });
    await answer(page, stranger);
    await page.goto("/");
    await expect(page.getByLabel("账号")).toBeFocused();
    await page.screenshot({ path: info.outputPath(`sign-in-${colorScheme}.png`) });
  });

test("signing in opens the office", async ({ page }, info) => {
  await answer(page);
  await page.goto("/sign-in");
  await page.getByLabel("账号").fill("liyaqin");
  await page.getByLabel("密码").fill("open sesame");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("navigation", { name: "主导航" })).toBeVisible();
  await page.getByRole("button", { name: "明暗" }).click();
  await expect(page.getByRole("menuitem", { name: "跟随系统" })).toBeVisible();
  await expect(page.locator(".ant-dropdown")).toHaveCSS("opacity", "1");
  await page.screenshot({ path: info.outputPath("office.png") });
});
