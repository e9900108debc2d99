/**
 * Component styles as constructed style sheets: the build's stand-in for
 * `@rc-component/util/es/Dom/dynamicCSS`, with the same names and meaning.
 *
 * A constructed sheet is neither inline style nor markup, so a Content-Security-Policy without
 * `'unsafe-inline'` and with Trusted Types lets it pass. All of these sheets come after the linked
 * ones; tokens.css declares the layers that decide who wins.
 */
interface Options {
  readonly prepend?: boolean | "queue";
  readonly priority?: number;
}

interface Entry {
  readonly key: string;
  readonly rank: number;
  readonly sheet: CSSStyleSheet;
  readonly node: HTMLStyleElement;
  css: string;
}

const entries: Entry[] = [];

export function updateCSS(css: string, key: string, options: Options = {}): HTMLStyleElement {
  const entry = entries.find((candidate) => candidate.key === key) ?? added(key, options);
  if (entry.css !== css) {
    entry.css = css;
    entry.sheet.replaceSync(css);
  }
  return entry.node;
}

/** Part of the original's face; nothing in Ant Design calls it. */
export function injectCSS(css: string, options: Options = {}): HTMLStyleElement {
  return updateCSS(css, css, options);
}

export function removeCSS(key: string): void {
  const at = entries.findIndex((candidate) => candidate.key === key);
  if (at < 0) return;
  entries.splice(at, 1);
  publish();
}

/** An entry in its place: prepended first, then the queue by priority, then the rest as they come. */
function added(key: string, { prepend, priority = 0 }: Options): Entry {
  const rank = prepend === "queue" ? priority : prepend ? Number.NEGATIVE_INFINITY : Infinity;
  const sheet = new CSSStyleSheet();
  // Callers mark the node they get back; it never enters the document.
  const entry: Entry = { key, rank, sheet, node: document.createElement("style"), css: "" };
  const at = entries.findIndex((candidate) => candidate.rank > rank);
  entries.splice(at < 0 ? entries.length : at, 0, entry);
  publish();
  return entry;
}

function publish(): void {
  document.adoptedStyleSheets = entries.map((entry) => entry.sheet);
}
