/** What stands in for a page: while it loads, when there is none, and when it fails. */
import { Link, useRouter } from "@tanstack/react-router";
import { Button } from "antd";

import { isApiProblem } from "../api/problem";
import { Page } from "../components/page";
import { ProblemAlert } from "../components/problem-alert";
import { useMessages } from "../i18n/language";

export function Loading() {
  const { app } = useMessages();
  return (
    <p className="sr-only" role="status">
      {app.loading}
    </p>
  );
}

export function NotFound() {
  const { app } = useMessages();
  return (
    <Page title={app.notFound} situation={app.notFoundHint}>
      <Link to="/">{app.toOverview}</Link>
    </Page>
  );
}

export function Failure({ error }: { readonly error: unknown }) {
  const { app } = useMessages();
  const router = useRouter();
  const refused = isApiProblem(error);
  return (
    <Page title={app.broken} {...(!refused && { situation: app.brokenHint })}>
      <ProblemAlert problem={refused ? error : null} />
      <Button onClick={() => (refused ? void router.invalidate() : window.location.reload())}>{app.reload}</Button>
    </Page>
  );
}
