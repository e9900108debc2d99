/** What every page of the office stands behind, and how its address is read. */
import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, redirect } from "@tanstack/react-router";

import { meQuery } from "../../api/me";
import { isApiProblem } from "../../api/problem";
import { LIST_KEYS, recall } from "../../components/list-memory";
import { searchMonth, searchText } from "../../components/url-state";
import { Failure, NotFound } from "../fallbacks";
import { Shell } from "../shell/shell";

interface Context {
  readonly queries: QueryClient;
}

export const rootRoute = createRootRouteWithContext<Context>()({
  notFoundComponent: NotFound,
  errorComponent: Failure,
});

/** Others are sent to sign in first, and then come back. */
export async function signedIn({ context, location }: { readonly context: Context; readonly location: { readonly href: string } }): Promise<void> {
  await context.queries.query({ ...meQuery, staleTime: "static" }).catch((error: unknown) => {
    if (!isApiProblem(error) || error.status !== 401) throw error;
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way to redirect
    throw redirect({ to: "/sign-in", search: { next: location.href } });
  });
}

/** Pages for those who are signed in. */
export const officeRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "office",
  component: Shell,
  beforeLoad: signedIn,
});

const MONTHS: ReadonlySet<string> = new Set(["month", "against"]);

/** A page of the office, and what its address may say; anything else in it counts as absent. */
export const at = <Path extends string, Key extends string = never>(path: Path, ...keys: Key[]) => ({
  getParentRoute: () => officeRoute,
  path,
  validateSearch: (search: Record<string, unknown>) =>
    Object.fromEntries(keys.map((key) => [key, (MONTHS.has(key) ? searchMonth : searchText)(search[key])])) as Partial<
      Record<Key, string | undefined>
    >,
});

/** A page with a list: opened by its bare address, it looks as the person last left it. */
export const listAt = <Path extends string, Key extends string = never>(path: Path, list: string, ...keys: Key[]) => ({
  ...at<Path, Key | (typeof LIST_KEYS)[number]>(path, ...keys, ...LIST_KEYS),
  beforeLoad: ({ context, search }: { context: Context; search: Readonly<Record<string, unknown>> }) => {
    const person = context.queries.getQueryData<{ readonly person_id: string }>(meQuery.queryKey)?.person_id;
    const last = person === undefined ? {} : recall(person, list);
    const said = Object.keys(last).some((key) => search[key] !== undefined);
    if (said || Object.keys(last).length === 0) return;
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way to redirect
    throw redirect({ to: ".", search: { ...search, ...last } as never, replace: true });
  },
});
