/** Starts the dashboard. */
import "./theme/tokens.css";
import "./theme/base.css";

import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { watchExpiry } from "./app/expiry";
import { createQueries, Providers } from "./app/providers";
import { createAppRouter } from "./app/router";
import { fetchCatalogue, languageChoice } from "./i18n/language";

const words = fetchCatalogue(languageChoice.get());

const queries = createQueries();
const router = createAppRouter(queries);
watchExpiry(queries, router);

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
await words;
createRoot(root).render(
  <StrictMode>
    <Providers queries={queries}>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
