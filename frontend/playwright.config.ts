/** The dashboard in a real browser: alone, with answered requests, and on a real server. */
import { existsSync } from "node:fs";

import { defineConfig } from "@playwright/test";

const PRODUCT = 4173;
const INSTALLED = "/usr/bin/chromium";

/** The server of the journeys; without it only what needs none is run. */
const { BASE_URL, SCREENS, LOOK, INP } = process.env;
/** Beside the journeys: the pictures of every page, and the wider matrix of windows and states. */
const SPECS = SCREENS ? /screens\.spec/ : INP ? /inp\.spec/ : LOOK ? /look\.spec/ : /(assets|desk|exchange|life|month|roles|rounds)\.spec/;
/** A browser of the machine's; without one Playwright's own is used. */
const executablePath = process.env.CHROMIUM ?? (existsSync(INSTALLED) ? INSTALLED : undefined);

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/e2e",
  workers: 1,
  expect: { timeout: 15_000 },
  use: {
    viewport: { width: 1366, height: 768 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    launchOptions: { args: ["--no-sandbox"], ...(executablePath !== undefined && executablePath !== "" && { executablePath }) },
  },
  projects: BASE_URL
    ? [{ name: "journeys", testMatch: SPECS, use: { baseURL: BASE_URL } }]
    : [{ name: "product", testMatch: /product\.spec/, use: { baseURL: `http://127.0.0.1:${PRODUCT}` } }],
  ...(!BASE_URL && {
    webServer: [{ command: `vite build && vite preview --port ${PRODUCT} --strictPort`, port: PRODUCT }],
  }),
});
