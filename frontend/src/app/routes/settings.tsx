/** 台账之外的设置: the addresses of exports, audit tests, people, parameters, and what a city sets besides. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { at, listAt } from "./office";

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
const marketRentsRoute = createRoute({
  ...listAt("/market-rents", "market-rents"),
  component: lazyRouteComponent(() => import("../../features/market-rents/market-rents-page"), "MarketRentsPage"),
});
const templatesRoute = createRoute({
  ...listAt("/lease-templates", "lease-templates", "kind", "open"),
  component: lazyRouteComponent(() => import("../../features/lease-templates/templates-page"), "TemplatesPage"),
});
const draftTemplateRoute = createRoute({
  ...at("/lease-templates/new", "kind"),
  component: lazyRouteComponent(() => import("../../features/lease-templates/draft-template-page"), "DraftTemplatePage"),
});
const calendarRoute = createRoute({
  ...at("/calendar", "year"),
  component: lazyRouteComponent(() => import("../../features/calendar/calendar-page"), "CalendarPage"),
});

export const settingsRoutes = [exportsRoute, auditsRoute, peopleRoute, parametersRoute, marketRentsRoute, templatesRoute, draftTemplateRoute, calendarRoute] as const;
