/** Renders a page as the dashboard would, at an address, or one component among the providers. */
import { createMemoryHistory, RouterProvider } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";

import { watchExpiry } from "../app/expiry";
import { createQueries, Providers } from "../app/providers";
import { createAppRouter } from "../app/router";

export function renderAt(address: string) {
  const queries = createQueries();
  const router = createAppRouter(queries, createMemoryHistory({ initialEntries: [address] }));
  watchExpiry(queries, router);
  render(
    <Providers queries={queries}>
      <RouterProvider router={router} />
    </Providers>,
  );
  return { queries, router };
}

export function renderPart(part: ReactNode) {
  return render(<Providers queries={createQueries()}>{part}</Providers>);
}
