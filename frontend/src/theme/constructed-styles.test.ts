import { beforeEach, expect, it, vi } from "vitest";

import { removeCSS, updateCSS } from "./constructed-styles";

class Sheet {
  css = "";
  replaceSync(css: string) {
    this.css = css;
  }
}
const adopted = () => (document.adoptedStyleSheets as unknown as Sheet[]).map(({ css }) => css);

beforeEach(() => {
  vi.stubGlobal("CSSStyleSheet", Sheet);
});

it("keeps prepended sheets first, then the queue by priority, then the rest", () => {
  updateCSS("rest", "r");
  updateCSS("late", "l", { prepend: "queue", priority: 5 });
  updateCSS("early", "e", { prepend: "queue", priority: -999 });
  updateCSS("layer", "y", { prepend: true });
  expect(adopted()).toEqual(["layer", "early", "late", "rest"]);
});

it("changes a sheet in its place, and removes it", () => {
  updateCSS("early again", "e");
  expect(adopted()).toEqual(["layer", "early again", "late", "rest"]);
  for (const key of ["y", "e", "l", "r", "unknown"]) removeCSS(key);
  expect(adopted()).toEqual([]);
});
