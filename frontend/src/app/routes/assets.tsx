/** 资产、门禁: the addresses of what the homes are on paper, and of what opens their doors. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { at, listAt } from "./office";

const stocktakesRoute = createRoute({
  ...listAt("/stocktakes", "stocktakes", "tab", "state", "finding", "q"),
  component: lazyRouteComponent(() => import("../../features/stocktakes/stocktakes-page"), "StocktakesPage"),
});
const stocktakeRoute = createRoute({
  ...at("/stocktakes/$stocktakeId", "shown", "cursor", "rows", "hide"),
  component: lazyRouteComponent(() => import("../../features/stocktakes/stocktake-page"), "StocktakePage"),
});
const equipmentRoute = createRoute({
  ...listAt("/equipment", "equipment", "tab", "kind", "state", "held"),
  component: lazyRouteComponent(() => import("../../features/equipment/equipment-page"), "EquipmentPage"),
});
const deviceRoute = createRoute({
  ...at("/equipment/$deviceId", "cursor", "rows", "hide"),
  component: lazyRouteComponent(() => import("../../features/equipment/device-page"), "DevicePage"),
});

export const assetsRoutes = [stocktakesRoute, stocktakeRoute, equipmentRoute, deviceRoute] as const;
