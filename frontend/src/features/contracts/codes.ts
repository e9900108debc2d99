/** Unit codes as people paste them: one a line, from a column of a sheet, or with commas between. */
export function codesIn(text: string): string[] | null {
  const codes = text.split(/[\s,，;；、]+/).filter((code) => code !== "");
  return codes.length === 0 ? null : codes;
}
