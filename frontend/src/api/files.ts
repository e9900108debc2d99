/** Files that belong to a deed: stored first, then named in it by their ids. */
import { client } from "./client";

/** Stores the file and gives its id; a record that names the id makes it reachable. */
export async function storeFile(file: File): Promise<string> {
  const body = new FormData();
  body.set("file", file);
  const { data } = await client.POST("/v1/files", { body: { file: file.name }, bodySerializer: () => body });
  if (!data) throw new Error("a stored file has an id");
  return data.id;
}

/** One after the other: a counter's line is narrow, and what failed is told by itself. */
export async function storeAll(files: readonly File[] | undefined): Promise<string[]> {
  const ids: string[] = [];
  for (const file of files ?? []) ids.push(await storeFile(file));
  return ids;
}

/** The one file of a field that takes one; null where it is not there. */
export async function storeFirst(files: readonly File[] | undefined): Promise<string | null> {
  const [id] = await storeAll(files?.slice(0, 1));
  return id ?? null;
}
