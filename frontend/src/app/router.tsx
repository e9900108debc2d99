/** Every address of the dashboard; pages load when they are first opened. */
import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type RouterHistory,
} from "@tanstack/react-router";

import { isApiProblem } from "../api/problem";
import { searchMonth, searchText } from "../components/url-state";
import { meQuery } from "../api/me";
import { Failure, Loading, NotFound } from "./fallbacks";
import { Shell } from "./shell/shell";

interface Context {
  readonly queries: QueryClient;
}

const rootRoute = createRootRouteWithContext<Context>()({
  notFoundComponent: NotFound,
  errorComponent: Failure,
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: ({ next }: Record<string, unknown>) => ownAddress(next),
  component: lazyRouteComponent(() => import("../features/session/sign-in-page"), "SignInPage"),
});

/** Pages for those who are signed in; others are sent to sign in first, and then come back. */
const officeRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "office",
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    await context.queries.query({ ...meQuery, staleTime: "static" }).catch((error: unknown) => {
      if (!isApiProblem(error) || error.status !== 401) throw error;
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way to redirect
      throw redirect({ to: "/sign-in", search: { next: location.href } });
    });
  },
});

/** A page of the office, and what its address may say; anything else in it counts as absent. */
const at = <Path extends string, Key extends string = never>(path: Path, ...keys: Key[]) => ({
  getParentRoute: () => officeRoute,
  path,
  validateSearch: (search: Record<string, unknown>) =>
    Object.fromEntries(
      keys.map((key) => [key, (key === "month" ? searchMonth : searchText)(search[key])]),
    ) as Partial<Record<Key, string | undefined>>,
});

const unitsRoute = createRoute({
  ...at("/units", "q", "state", "cursor"),
  component: lazyRouteComponent(() => import("../features/units/units-page"), "UnitsPage"),
});
const leasesRoute = createRoute({
  ...at("/leases", "q", "state", "cursor"),
  component: lazyRouteComponent(() => import("../features/leases/leases-page"), "LeasesPage"),
});
const householdRoute = createRoute({
  ...at("/households/$householdId"),
  component: lazyRouteComponent(() => import("../features/households/household-page"), "HouseholdPage"),
});
const importsRoute = createRoute({
  ...at("/imports", "open", "operation", "cursor"),
  component: lazyRouteComponent(() => import("../features/imports/imports-page"), "ImportsPage"),
});

const counterRoute = createRoute({
  ...at("/counter", "q", "lease"),
  component: lazyRouteComponent(() => import("../features/counter/counter-page"), "CounterPage"),
});
const suspenseRoute = createRoute({
  ...at("/suspense", "operation", "cursor"),
  component: lazyRouteComponent(() => import("../features/suspense/suspense-page"), "SuspensePage"),
});
const arrearsRoute = createRoute({
  ...at("/arrears", "q", "months", "cursor"),
  component: lazyRouteComponent(() => import("../features/arrears/arrears-page"), "ArrearsPage"),
});

const monthRoute = createRoute({
  ...at("/month", "month", "step", "cursor", "q", "months"),
  component: lazyRouteComponent(() => import("./month/month-page"), "MonthPage"),
});
const vouchersRoute = createRoute({
  ...at("/vouchers", "open", "cursor"),
  component: lazyRouteComponent(() => import("../features/vouchers/vouchers-page"), "VouchersPage"),
});
const remittancesRoute = createRoute({
  ...at("/remittances", "cursor"),
  component: lazyRouteComponent(() => import("../features/remittances/remittances-page"), "RemittancesPage"),
});
const contractsRoute = createRoute({
  ...at("/contracts", "open"),
  component: lazyRouteComponent(() => import("../features/contracts/contracts-page"), "ContractsPage"),
});
const homeRoute = createRoute({
  ...at("/"),
  component: lazyRouteComponent(() => import("./home/home-page"), "HomePage"),
});

const unknownRoute = createRoute({ getParentRoute: () => officeRoute, path: "$", component: NotFound });

const routeTree = rootRoute.addChildren([signInRoute, officeRoute.addChildren([unitsRoute, leasesRoute, householdRoute, importsRoute, counterRoute, suspenseRoute, arrearsRoute, monthRoute, vouchersRoute, remittancesRoute, contractsRoute, homeRoute, unknownRoute])]);

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
