/** What every page stands on: the server's answers, the language, and the look. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { isApiProblem } from "../api/problem";
import { useAntdLocale } from "../i18n/antd-locale";
import { ThemeProvider } from "../theme/theme-provider";

const RETRIES = 2;

export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // A refusal stays a refusal; only silence and the server's own failures are worth asking again.
        retry: (failed, error) => failed < RETRIES && isApiProblem(error) && (error.status === 0 || error.status >= 500),
      },
      mutations: { retry: false },
    },
  });
}

interface Props {
  readonly queries: QueryClient;
  readonly children: ReactNode;
}

export function Providers({ queries, children }: Props) {
  const locale = useAntdLocale();
  return (
    <QueryClientProvider client={queries}>
      <ThemeProvider locale={locale}>{children}</ThemeProvider>
    </QueryClientProvider>
  );
}
