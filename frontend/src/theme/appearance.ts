/** Light or dark, dense or roomy: what the person chose, and what <html> says. */
import { useSyncExternalStore } from "react";

import { type Theme } from "./palette";
import { storedChoice, useChoice } from "./stored-choice";

export type ThemeChoice = "system" | Theme;
export type Density = "dense" | "roomy";

export const themeChoice = storedChoice<ThemeChoice>("anju.theme", ["system", "light", "dark"], "system");
export const densityChoice = storedChoice<Density>("anju.density", ["dense", "roomy"], "dense");

const systemIsDark = () => matchMedia("(prefers-color-scheme: dark)");

/** The theme in force: the choice, or the system's while the choice is to follow it. */
export function useTheme(): Theme {
  const choice = useChoice(themeChoice);
  const dark = useSyncExternalStore(
    (listener) => {
      const query = systemIsDark();
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    () => systemIsDark().matches,
  );
  if (choice !== "system") return choice;
  return dark ? "dark" : "light";
}

export function useDensity(): Density {
  return useChoice(densityChoice);
}
