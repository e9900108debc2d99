/**
 * The languages, the one in force, and its catalogue. Chinese unless the person chose otherwise.
 * A catalogue is fetched before it is shown: nobody waits for the words of the other language.
 */
import { storedChoice, useChoice } from "../theme/stored-choice";
import type { Messages } from "./zh";

export type Language = "zh-CN" | "en";

const CATALOGUES: Record<Language, () => Promise<Messages>> = {
  "zh-CN": async () => (await import("./zh")).zh,
  en: async () => (await import("./en")).en,
};

const fetched: Partial<Record<Language, Messages>> = {};

export const languageChoice = storedChoice<Language>("anju.language", ["zh-CN", "en"], "zh-CN");

/** Before anything is drawn in that language. */
export async function fetchCatalogue(language: Language): Promise<Messages> {
  return (fetched[language] ??= await CATALOGUES[language]());
}

/** The page turns when the words are there; where they cannot be fetched it stays as it is. */
export async function chooseLanguage(language: Language): Promise<void> {
  await fetchCatalogue(language);
  languageChoice.set(language);
}

export function useLanguage(): Language {
  return useChoice(languageChoice);
}

export function useMessages(): Messages {
  const language = useLanguage();
  const messages = fetched[language];
  if (messages === undefined) throw new Error(`the catalogue of ${language} is not fetched`);
  return messages;
}
