/** 房: the addresses of what the stock is, what stands empty, and what it is let for. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { listAt } from "./office";

const vacanciesRoute = createRoute({
  ...listAt("/vacancies", "vacancies", "tab", "month", "kind", "reason", "long"),
  component: lazyRouteComponent(() => import("../../features/vacancies/vacancies-page"), "VacanciesPage"),
});

export const estateRoutes = [vacanciesRoute] as const;
