/** The tokens of tokens.css as values, for what cannot read a CSS variable: Ant Design and charts. */
import sheet from "./tokens.css?raw";

export type Theme = "light" | "dark";
export type Palette = (token: string) => string;

const LIGHT = declarationsOf(":root");
const PALETTES: Record<Theme, ReadonlyMap<string, string>> = {
  light: LIGHT,
  dark: new Map([...LIGHT, ...declarationsOf("[data-theme=dark]")]),
};

/** Look up tokens of a theme by name without dashes: `paletteOf("dark")("acc-soft")`. */
export function paletteOf(theme: Theme): Palette {
  return (token) => {
    const value = PALETTES[theme].get(token);
    if (value === undefined) throw new Error(`tokens.css has no --${token}`);
    return value;
  };
}

function declarationsOf(selector: string): ReadonlyMap<string, string> {
  const opening = sheet.indexOf(`${selector}{`);
  const block = sheet.slice(opening, sheet.indexOf("}", opening));
  return new Map(
    [...block.matchAll(/--([\w-]+):([^;]+);/g)].map(([, name = "", value = ""]) => [name, value.trim()]),
  );
}
