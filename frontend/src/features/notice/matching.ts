/** Lines whose registration number begins or ends as typed: people know theirs without the zeros. */
export function matching<Line extends { readonly number: string }>(lines: readonly Line[], typed: string): readonly Line[] {
  const wanted = typed.normalize("NFKC").trim();
  return wanted === "" ? lines : lines.filter(({ number }) => number.startsWith(wanted) || number.replace(/^0+/, "") === wanted.replace(/^0+/, ""));
}
