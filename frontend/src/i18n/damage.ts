/** What a household answers for, as the API names it: `door ×2` is a kind of key, `电表` somebody's own words. */
export function damageName(text: string, { key, meter }: { readonly key: Readonly<Record<string, string>>; readonly meter: Readonly<Record<string, string>> }): string {
  const [head = "", ...rest] = text.split(" ");
  return [key[head] ?? meter[head] ?? head, ...rest].join(" ");
}
