/** Every address of the dashboard; pages load when they are first opened. */
import type { QueryClient } from "@tanstack/react-query";
import { createRoute, createRouter, lazyRouteComponent, type RouterHistory } from "@tanstack/react-router";

import { searchText } from "../components/url-state";
import { Failure, Loading, NotFound } from "./fallbacks";
import { assetsRoutes } from "./routes/assets";
import { estateRoutes } from "./routes/estate";
import { homesRoutes } from "./routes/homes";
import { officeRoute, rootRoute } from "./routes/office";
import { rentRoutes } from "./routes/rent";
import { hallRoute, noticeRoute, roundsRoutes } from "./routes/rounds";
import { settingsRoutes } from "./routes/settings";

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: ({ next }: Record<string, unknown>) => ownAddress(next),
  component: lazyRouteComponent(() => import("../features/session/sign-in-page"), "SignInPage"),
});

/** Where the QR code of a printed form leads. */
const checkRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/check/$code",
  component: lazyRouteComponent(() => import("../features/verification/verification-page"), "VerificationPage"),
});

const unknownRoute = createRoute({ getParentRoute: () => officeRoute, path: "$", component: NotFound });

const routeTree = rootRoute.addChildren([signInRoute, checkRoute, hallRoute, noticeRoute, officeRoute.addChildren([...homesRoutes, ...estateRoutes, ...assetsRoutes, ...roundsRoutes, ...rentRoutes, ...settingsRoutes, unknownRoute])]);

export function createAppRouter(queries: QueryClient, history?: RouterHistory) {
  return createRouter({
    routeTree,
    context: { queries },
    defaultPendingComponent: Loading,
    defaultNotFoundComponent: NotFound,
    defaultErrorComponent: Failure,
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    ...(history && { history }),
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}

/**
 * Where to go after signing in: a path of this dashboard, never another site. What is refused must be
 * said to be undefined: a key that is left out keeps the value that came with the address.
 */
function ownAddress(value: unknown): { next?: string | undefined } {
  const next = searchText(value);
  return { next: next !== undefined && /^\/(?![/\\])/.test(next) ? next : undefined };
}
