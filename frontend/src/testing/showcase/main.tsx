/** The shell around a page of sample figures. Part of the tests, never of the product. */
import "../../theme/tokens.css";
import "../../theme/base.css";

import { createRootRouteWithContext, createRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";

import { createQueries, Providers } from "../../app/providers";
import { Shell } from "../../app/shell/shell";
import { meQuery } from "../../features/session/queries";
import { MANAGER } from "../people";
import { MonthSample } from "./month-sample";

const root = createRootRouteWithContext<object>()({ component: Shell });
const page = createRoute({ getParentRoute: () => root, path: "$", component: MonthSample });
const queries = createQueries();
queries.setQueryData(meQuery.queryKey, MANAGER);
const router = createRouter({ routeTree: root.addChildren([page]), context: {} });

const place = document.getElementById("root");
if (place)
  createRoot(place).render(
    <Providers queries={queries}>
      <RouterProvider router={router as never} />
    </Providers>,
  );
