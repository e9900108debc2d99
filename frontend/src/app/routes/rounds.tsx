/** 资格、配租、选房: the addresses of eligibility and allocation, those without the office's frame, and what the public sees. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { at, listAt, rootRoute, signedIn } from "./office";

const eligibilityRoute = createRoute({
  ...listAt("/eligibility", "eligibility", "tab", "q", "state", "alert", "tier"),
  component: lazyRouteComponent(() => import("../../features/eligibility/eligibility-page"), "EligibilityPage"),
});
const grantRoute = createRoute({
  ...at("/eligibility/new", "replaces"),
  component: lazyRouteComponent(() => import("../../features/eligibility/grant-page"), "GrantPage"),
});
const recordRoute = createRoute({
  ...at("/eligibility/$recordId"),
  component: lazyRouteComponent(() => import("../../features/eligibility/record-page"), "RecordPage"),
});
const roundsRoute = createRoute({
  ...listAt("/rounds", "rounds", "state"),
  component: lazyRouteComponent(() => import("../../features/rounds/rounds-page"), "RoundsPage"),
});
const newRoundRoute = createRoute({
  ...at("/rounds/new"),
  component: lazyRouteComponent(() => import("../../features/rounds/plan-form-page"), "NewRoundPage"),
});
const roundRoute = createRoute({
  ...at("/rounds/$roundId", "step", "registration", "cursor", "rows", "hide"),
  component: lazyRouteComponent(() => import("../../features/rounds/round-page"), "RoundPage"),
});
const changeRoundRoute = createRoute({
  ...at("/rounds/$roundId/plan"),
  component: lazyRouteComponent(() => import("../../features/rounds/plan-form-page"), "ChangeRoundPage"),
});
const deskRoute = createRoute({
  ...at("/rounds/$roundId/desk"),
  component: lazyRouteComponent(() => import("../../features/selection/desk-page"), "DeskPage"),
});
const directRoute = createRoute({
  ...listAt("/direct-allocations", "direct-allocations", "state"),
  component: lazyRouteComponent(() => import("../../features/reservations/direct-page"), "DirectPage"),
});
/** For a projector: nothing around it. */
export const hallRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/hall/$roundId",
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import("../../features/selection/hall-page"), "HallPage"),
});
/** For everybody, without sign-in. */
export const noticeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/public/rounds/$roundId",
  component: lazyRouteComponent(() => import("../../features/notice/notice-page"), "NoticePage"),
});

export const roundsRoutes = [eligibilityRoute, grantRoute, recordRoute, roundsRoute, newRoundRoute, roundRoute, changeRoundRoute, deskRoute, directRoute] as const;
