/** 首页、住、台账: the addresses of homes, households and their books. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { at, listAt } from "./office";

const homeRoute = createRoute({
  ...at("/"),
  component: lazyRouteComponent(() => import("../home/home-page"), "HomePage"),
});
const dutiesRoute = createRoute({
  ...at("/duties"),
  component: lazyRouteComponent(() => import("../home/duties-page"), "DutiesPage"),
});
const approvalsRoute = createRoute({
  ...at("/approvals", "open"),
  component: lazyRouteComponent(() => import("../approvals/approvals-page"), "ApprovalsPage"),
});
const boardRoute = createRoute({
  ...at("/board", "zoom", "building", "unit", "mode"),
  component: lazyRouteComponent(() => import("../../features/board/board-page"), "BoardPage"),
});
const unitsRoute = createRoute({
  ...listAt("/units", "units", "q", "state"),
  component: lazyRouteComponent(() => import("../../features/units/units-page"), "UnitsPage"),
});
const unitRoute = createRoute({
  ...at("/units/$unitId"),
  component: lazyRouteComponent(() => import("../../features/units/unit-page"), "UnitPage"),
});
const handoverRoute = createRoute({
  ...at("/handovers/$handoverId"),
  component: lazyRouteComponent(() => import("../../features/handovers/handover-page"), "HandoverPage"),
});
const leasesRoute = createRoute({
  ...listAt("/leases", "leases", "q", "state"),
  component: lazyRouteComponent(() => import("../../features/leases/leases-page"), "LeasesPage"),
});
const leaseRoute = createRoute({
  ...at("/leases/$leaseId"),
  component: lazyRouteComponent(() => import("../../features/leases/lease-page"), "LeasePage"),
});
const householdRoute = createRoute({
  ...at("/households/$householdId", "lease"),
  component: lazyRouteComponent(() => import("../../features/households/household-page"), "HouseholdPage"),
});
const importsRoute = createRoute({
  ...at("/imports", "open", "operation", "cursor"),
  component: lazyRouteComponent(() => import("../../features/imports/imports-page"), "ImportsPage"),
});

const leasingRoute = createRoute({
  ...listAt("/leasing", "leasing", "tab", "state", "overdue"),
  component: lazyRouteComponent(() => import("../../features/leasing/leasing-page"), "LeasingPage"),
});
const draftLeaseRoute = createRoute({
  ...at("/leasing/new", "reservation", "lease", "step"),
  component: lazyRouteComponent(() => import("../../features/leasing/draft-page"), "DraftPage"),
});
const checkInsRoute = createRoute({
  ...listAt("/check-ins", "check-ins", "state", "since", "through"),
  component: lazyRouteComponent(() => import("../../features/check-ins/check-ins-page"), "CheckInsPage"),
});
const checkInRoute = createRoute({
  ...at("/check-ins/$checkInId"),
  component: lazyRouteComponent(() => import("../check-ins/check-in-page"), "CheckInPage"),
});
const exitsRoute = createRoute({
  ...listAt("/exits", "exits", "track", "state"),
  component: lazyRouteComponent(() => import("../../features/exits/exits-page"), "ExitsPage"),
});
const newExitRoute = createRoute({
  ...at("/exits/new", "lease", "q"),
  component: lazyRouteComponent(() => import("../../features/exits/new-exit-page"), "NewExitPage"),
});
const exitRoute = createRoute({
  ...at("/exits/$caseId"),
  component: lazyRouteComponent(() => import("../exits/exit-page"), "ExitPage"),
});
const renewalsRoute = createRoute({
  ...listAt("/renewals", "renewals", "kind", "state"),
  component: lazyRouteComponent(() => import("../../features/renewals/renewals-page"), "RenewalsPage"),
});
const renewalRoute = createRoute({
  ...at("/renewals/$renewalId"),
  component: lazyRouteComponent(() => import("../../features/renewals/renewal-page"), "RenewalPage"),
});
const changesRoute = createRoute({
  ...listAt("/changes", "changes", "kind", "state"),
  component: lazyRouteComponent(() => import("../../features/changes/changes-page"), "ChangesPage"),
});
const newChangeRoute = createRoute({
  ...at("/changes/new", "lease", "q"),
  component: lazyRouteComponent(() => import("../../features/changes/new-change-page"), "NewChangePage"),
});
const changeRoute = createRoute({
  ...at("/changes/$changeId"),
  component: lazyRouteComponent(() => import("../../features/changes/change-page"), "ChangePage"),
});
const exchangesRoute = createRoute({
  ...listAt("/exchanges", "exchanges", "state"),
  component: lazyRouteComponent(() => import("../../features/exchanges/exchanges-page"), "ExchangesPage"),
});
const newExchangeRoute = createRoute({
  ...at("/exchanges/new", "lease", "partner", "kind", "q"),
  component: lazyRouteComponent(() => import("../../features/exchanges/new-exchange-page"), "NewExchangePage"),
});
const exchangeRoute = createRoute({
  ...at("/exchanges/$exchangeId"),
  component: lazyRouteComponent(() => import("../../features/exchanges/exchange-page"), "ExchangePage"),
});

export const homesRoutes = [homeRoute, dutiesRoute, approvalsRoute, boardRoute, unitsRoute, unitRoute, handoverRoute, leasesRoute, leaseRoute, householdRoute, importsRoute, leasingRoute, draftLeaseRoute, checkInsRoute, checkInRoute, exitsRoute, newExitRoute, exitRoute, renewalsRoute, renewalRoute, changesRoute, newChangeRoute, changeRoute, exchangesRoute, newExchangeRoute, exchangeRoute] as const;
