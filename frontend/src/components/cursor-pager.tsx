/** Pages of a list that the API cuts by cursor: the next one, and the way back. */
import { useNavigate, useRouterState, useSearch } from "@tanstack/react-router";
import { Button } from "antd";

import { useMessages } from "../i18n/language";
import { changed } from "./url-state";

declare module "@tanstack/history" {
  interface HistoryState {
    /** The cursors of the pages before this one; the first page has none, hence null. */
    trail?: (string | null)[];
  }
}

interface Props {
  readonly nextCursor: string | null | undefined;
}

export function CursorPager({ nextCursor }: Props) {
  const { table } = useMessages();
  const navigate = useNavigate();
  const cursor = useCursor();
  const trail = useRouterState({ select: ({ location }) => location.state.trail ?? [] });
  const turnTo = (to: string | null, passed: (string | null)[]) =>
    void navigate({
      to: ".",
      search: changed({ cursor: to ?? undefined }),
      state: (state) => ({ ...state, trail: passed }),
    });

  return (
    <>
      <Button
        size="small"
        type="link"
        // A page reached by its address has no way back but the beginning.
        disabled={cursor === null}
        onClick={() => turnTo(trail.at(-1) ?? null, trail.slice(0, -1))}
      >
        {table.previous}
      </Button>
      {(trail.length > 0 || cursor === null) && <span className="muted">{table.page(trail.length + 1)}</span>}
      <Button
        size="small"
        type="link"
        disabled={!nextCursor}
        onClick={() => turnTo(nextCursor ?? null, [...trail, cursor])}
      >
        {table.next}
      </Button>
    </>
  );
}

/** The cursor in the address; null on the first page. */
export function useCursor(): string | null {
  const search: { readonly cursor?: unknown } = useSearch({ strict: false });
  return typeof search.cursor === "string" ? search.cursor : null;
}
