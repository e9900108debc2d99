/** The dashboard in a real browser, under the policy that the server sends. */
import { defineConfig } from "@playwright/test";

const PRODUCT = 4173;
const SHOWCASE = 4174;
const executablePath = process.env.CHROMIUM;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/e2e",
  workers: 1,
  use: {
    viewport: { width: 1366, height: 768 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    launchOptions: { args: ["--no-sandbox"], ...(executablePath && { executablePath }) },
  },
  projects: [
    { name: "product", testMatch: /product/, use: { baseURL: `http://127.0.0.1:${PRODUCT}` } },
    { name: "showcase", testMatch: /showcase/, use: { baseURL: `http://127.0.0.1:${SHOWCASE}` } },
  ],
  webServer: [
    { command: `vite build && vite preview --port ${PRODUCT} --strictPort`, port: PRODUCT },
    {
      command: `vite build -c vite.showcase.config.ts && vite preview -c vite.showcase.config.ts --port ${SHOWCASE} --strictPort`,
      port: SHOWCASE,
    },
  ],
});
