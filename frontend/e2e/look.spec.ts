/** The wider matrix: every page by axe, in every state and window, and at 200 %. `make look` runs it. */
import { expect, type Page } from "@playwright/test";

import { accessible, casesOf, DESKS, settled, signIn } from "./office";
import { test, THEMES } from "./watched";

test.setTimeout(480_000);

const WINDOWS = [
  ["office", 1366, 768],
  ["wide", 1920, 1080],
  // 200 % of the office's screen, as the browser counts it.
  ["zoomed", 683, 384],
  ["phone", 390, 844],
] as const;

async function fits(page: Page, where: string) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(over, `${where} is wider than the window`).toBeLessThanOrEqual(0);
}

for (const [person, placesOf] of Object.entries(DESKS))
  for (const colorScheme of THEMES)
    test(`the pages of ${person} have no accessibility fault (${colorScheme})`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await signIn(page, person);
      for (const { name, path } of await placesOf(page)) {
        await page.goto(path);
        await settled(page);
        await accessible(page, name);
      }
    });

for (const [width, height] of [[1366, 768], [390, 844]] as const)
  for (const colorScheme of THEMES)
    test(`exits, changes and exchanges have no accessibility fault in any state (${width}, ${colorScheme})`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height });
      await signIn(page, "bai.xue");
      for (const { name, path } of await casesOf(page)) {
        await page.goto(path);
        await settled(page);
        await fits(page, `${name} ${width}`);
        await accessible(page, name);
      }
    });

for (const [name, width, height] of WINDOWS)
  test(`every page fits its window (${name})`, async ({ page }) => {
    await signIn(page, "he.min");
    const places = (await DESKS["he.min"]?.(page)) ?? [];
    await page.setViewportSize({ width, height });
    for (const place of places) {
      await page.goto(place.path);
      await settled(page);
      await fits(page, `${place.name} ${name}`);
    }
  });

const LISTS = ["/units", "/leases", "/payments", "/arrears", "/vouchers", "/remittances", "/adjustments", "/imports", "/exports", "/changes", "/exchanges"];
const OWN = /\/v1\/(me|projects|desk|events)/;

test("empty, refused and still loading, a list says what is so and has no fault", async ({ page }) => {
  await signIn(page, "he.min");
  for (const path of LISTS) {
    await page.route(/\/v1\//, (route) => (OWN.test(route.request().url()) ? route.continue() : route.fulfill({ json: { items: [], next_cursor: null } })));
    await page.goto(path);
    await settled(page);
    await accessible(page, `${path} empty`);
    await page.unroute(/\/v1\//);
    await page.route(/\/v1\//, (route) =>
      OWN.test(route.request().url())
        ? route.continue()
        : route.fulfill({ status: 503, contentType: "application/problem+json", json: { type: "about:blank", title: "busy", status: 503, code: "busy", facts: {}, errors: [], request_id: "1" } }),
    );
    await page.goto(path);
    await expect(page.getByRole("alert").first()).toBeVisible({ timeout: 30_000 });
    await accessible(page, `${path} refused`);
    await page.unroute(/\/v1\//);
    await page.route(/\/v1\//, (route) => (OWN.test(route.request().url()) ? route.continue() : undefined));
    await page.goto(path);
    await expect(page.locator("main [aria-busy=true]").first()).toBeVisible();
    await accessible(page, `${path} loading`);
    await page.unrouteAll({ behavior: "ignoreErrors" });
  }
});
