/** Every page, light and dark, as a picture under docs/screens. BASE_URL names a server with the demo city. */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { DESKS, settled, signIn } from "./office";
import { smallPng } from "./small-png";
import { test, THEMES } from "./watched";

const SCREENS = fileURLToPath(new URL("../../docs/screens/", import.meta.url));

test.setTimeout(480_000);

for (const [person, placesOf] of Object.entries(DESKS))
  test(`the pages of ${person}`, async ({ page, context }) => {
    mkdirSync(SCREENS, { recursive: true });
    const helper = await context.newPage();
    await signIn(page, person);
    for (const { name, path } of await placesOf(page))
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.goto(path);
        await settled(page);
        const suffix = colorScheme === "dark" ? "-dark" : "";
        writeFileSync(`${SCREENS}${name}${suffix}.png`, await smallPng(helper, await page.screenshot()));
      }
  });
