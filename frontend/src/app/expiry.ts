/** A session that ends while somebody works: the next refused answer leads to the sign-in page. */
import type { QueryClient } from "@tanstack/react-query";

import { isApiProblem } from "../api/problem";

interface Router {
  readonly state: { readonly location: { readonly pathname: string; readonly href: string } };
  readonly navigate: (to: { to: "/sign-in"; search: { next: string } }) => unknown;
}

/** Watch every answer; the address is kept, so that signing in leads back to it. */
export function watchExpiry(queries: QueryClient, router: Router): void {
  const leave = (error: unknown) => {
    const { pathname, href } = router.state.location;
    if (!isApiProblem(error) || error.status !== 401 || pathname === "/sign-in") return;
    queries.clear();
    void router.navigate({ to: "/sign-in", search: { next: href } });
  };
  queries.getQueryCache().subscribe((event) => {
    if (event.type === "updated" && event.action.type === "error") leave(event.action.error);
  });
  queries.getMutationCache().subscribe((event) => {
    if (event.type === "updated" && event.action.type === "error") leave(event.action.error);
  });
}
