/**
 * Lets Ant Design run under `style-src 'self'` and Trusted Types.
 *
 * Its styles reach the page through one module, which fills `<style>` elements by `innerHTML`: a
 * strict policy refuses both. The build swaps that module for one that fills constructed style
 * sheets, which a policy does not govern. While developing, the original stays in place.
 */
import { fileURLToPath } from "node:url";

import type { Plugin } from "vite";

const ORIGINAL = /@rc-component\/util\/es\/Dom\/dynamicCSS(\.js)?$/;
const REPLACEMENT = fileURLToPath(new URL("src/theme/constructed-styles.ts", import.meta.url));

export function constructedStyles(): Plugin {
  let swapped = false;
  return {
    name: "constructed-styles",
    apply: "build",
    enforce: "pre",
    resolveId: {
      filter: { id: /dynamicCSS(\.js)?$/ },
      async handler(source, importer) {
        const found = await this.resolve(source, importer, { skipSelf: true });
        if (!found || !ORIGINAL.test(found.id)) return found;
        swapped = true;
        return REPLACEMENT;
      },
    },
    buildEnd(error) {
      if (!error && !swapped) this.error("Ant Design no longer injects styles through dynamicCSS");
    },
  };
}
