/** Builds the parts of the dashboard on one page with sample figures, for the tests that look. */
import { fileURLToPath } from "node:url";

import { mergeConfig } from "vite";

import product from "./vite.config.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default mergeConfig(product, {
  root: here("src/testing/showcase"),
  publicDir: here("public"),
  build: { outDir: here("test-results/showcase"), emptyOutDir: true },
});
