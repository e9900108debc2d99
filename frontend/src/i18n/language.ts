/** The languages, the one in force, and its catalogue. Chinese unless the person chose otherwise. */
import { storedChoice, useChoice } from "../theme/stored-choice";
import { en } from "./en";
import { type Messages, zh } from "./zh";

export type Language = "zh-CN" | "en";

export const CATALOGUES: Record<Language, Messages> = { "zh-CN": zh, en };

export const languageChoice = storedChoice<Language>("anju.language", ["zh-CN", "en"], "zh-CN");

export function useLanguage(): Language {
  return useChoice(languageChoice);
}

export function useMessages(): Messages {
  return CATALOGUES[useLanguage()];
}
