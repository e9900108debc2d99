/** 台账之外的设置: the addresses of exports, audit tests, people and parameters. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { at } from "./office";

const exportsRoute = createRoute({
  ...at("/exports"),
  component: lazyRouteComponent(() => import("../../features/exports/exports-page"), "ExportsPage"),
});
const auditsRoute = createRoute({
  ...at("/audit-tests", "open", "cursor", "rows", "hide"),
  component: lazyRouteComponent(() => import("../../features/audits/audits-page"), "AuditsPage"),
});
const peopleRoute = createRoute({
  ...at("/people"),
  component: lazyRouteComponent(() => import("../../features/people/people-page"), "PeoplePage"),
});
const parametersRoute = createRoute({
  ...at("/parameters"),
  component: lazyRouteComponent(() => import("../../features/parameters/parameters-page"), "ParametersPage"),
});

export const settingsRoutes = [exportsRoute, auditsRoute, peopleRoute, parametersRoute] as const;
