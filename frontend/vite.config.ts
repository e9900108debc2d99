/** How the dashboard is built, served while developing, and tested. */
import { fileURLToPath } from "node:url";

import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

import { CONTENT_SECURITY_POLICY } from "./content-security-policy.ts";
import { constructedStyles } from "./vite-constructed-styles.ts";

export default defineConfig({
  plugins: [react(), constructedStyles()],
  server: {
    host: "127.0.0.1",
    // ANJU_SERVER: where `anju run` serves while the dashboard is developed.
    proxy: { "/v1": { target: process.env.ANJU_SERVER ?? "http://127.0.0.1:8000", changeOrigin: false } },
  },
  preview: {
    host: "127.0.0.1",
    headers: { "Content-Security-Policy": CONTENT_SECURITY_POLICY, "X-Content-Type-Options": "nosniff" },
  },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ }],
        },
      },
    },
  },
  test: {
    environment: "jsdom",
    environmentOptions: { jsdom: { url: "http://localhost:3000/" } },
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: [fileURLToPath(new URL("src/testing/setup.ts", import.meta.url))],
    css: true,
    testTimeout: 30_000,
    restoreMocks: true,
  },
});
