import { expect, it } from "vitest";

import { en } from "./en";
import { zh } from "./zh";

function sentences(value: unknown, path = ""): [path: string, text: string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") return [[path, (value as (...figures: string[]) => string)("7", "7", "7")]];
  return Object.entries(value as object).flatMap(([key, inner]) => sentences(inner, `${path}.${key}`));
}

it("says everything in both languages", () => {
  const keysOf = (catalogue: object) => sentences(catalogue).map(([path]) => path);
  expect(keysOf(en)).toEqual(keysOf(zh));
  for (const catalogue of [zh, en])
    expect(sentences(catalogue).filter(([, text]) => text.trim() === "")).toEqual([]);
});

it("leaves no Chinese in English but the name of the other language", () => {
  const chinese = sentences(en).filter(([, text]) => /\p{Script=Han}/u.test(text));
  expect(chinese.map(([path]) => path)).toEqual([".shell.otherLanguage"]);
});

it("words each refusal in the file of one subject", () => {
  const files = Object.values(import.meta.glob<Record<string, object>>("./problems/*-zh.ts", { eager: true }));
  const worded = files.flatMap((file) => Object.values(file).flatMap((texts) => Object.keys(texts)));
  expect(files.length).toBeGreaterThan(1);
  expect(worded.toSorted()).toEqual(Object.keys(zh.problem).toSorted());
});

it("types no space between Chinese and figures by hand except where a figure stands alone", () => {
  const trailing = sentences(zh).filter(([, text]) => /^\s|\s$|\s{2}/.test(text));
  expect(trailing).toEqual([]);
});
