/** The money that waits, page by page. */
import { useQuery } from "@tanstack/react-query";

import { CursorPager, useCursor } from "../../components/cursor-pager";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { useMessages } from "../../i18n/language";
import { ItemsTable } from "./items-table";
import { itemsQuery } from "./queries";

export function SuspensePanel({ projectId }: { readonly projectId: string }) {
  const { rent } = useMessages();
  const answer = useQuery(itemsQuery(projectId, useCursor()));
  return (
    <Panel title={rent.suspense.title}>
      <QueryProblem of={answer} />
      <ItemsTable
        rows={answer.data?.items}
        projectId={projectId}
        footer={<CursorPager nextCursor={answer.data?.next_cursor} />}
      />
    </Panel>
  );
}
