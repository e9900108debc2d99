/** 房: the addresses of what the stock is, what stands empty, and what it is let for. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { at, listAt } from "./office";

const vacanciesRoute = createRoute({
  ...listAt("/vacancies", "vacancies", "tab", "month", "kind", "reason", "long"),
  component: lazyRouteComponent(() => import("../../features/vacancies/vacancies-page"), "VacanciesPage"),
});
const standardsRoute = createRoute({
  ...listAt("/rent-standards", "rent-standards", "tab", "of", "open"),
  component: lazyRouteComponent(() => import("../../features/rent-standards/standards-page"), "StandardsPage"),
});
const newRuleRoute = createRoute({
  ...at("/rent-rules/new"),
  component: lazyRouteComponent(() => import("../../features/rent-standards/new-rule-page"), "NewRulePage"),
});
const projectsRoute = createRoute({
  ...listAt("/projects", "projects"),
  component: lazyRouteComponent(() => import("../../features/projects/projects-page"), "ProjectsPage"),
});
const projectRoute = createRoute({
  ...at("/projects/$projectId", "state", "cursor", "rows", "hide"),
  component: lazyRouteComponent(() => import("../../features/projects/project-page"), "ProjectPage"),
});
const topUpsRoute = createRoute({
  ...listAt("/top-ups", "top-ups"),
  component: lazyRouteComponent(() => import("../../features/top-ups/top-ups-page"), "TopUpsPage"),
});
const dossiersRoute = createRoute({
  ...at("/dossiers", "item"),
  component: lazyRouteComponent(() => import("../../features/dossiers/dossiers-page"), "DossiersPage"),
});
const acceptanceRoute = createRoute({
  ...at("/projects/$projectId/buildings/$buildingId"),
  component: lazyRouteComponent(() => import("../../features/projects/acceptance-page"), "AcceptancePage"),
});

export const estateRoutes = [acceptanceRoute, dossiersRoute, topUpsRoute, projectsRoute, projectRoute, vacanciesRoute, standardsRoute, newRuleRoute] as const;
