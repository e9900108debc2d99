/** 退票补回: money that was handed to the operator and whose payment bounced: due back, and put back. */
import { usePaged } from "../../api/paged";
import type { Project } from "../../api/projects";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { DuePanel } from "./due-panel";
import { topUpsQuery } from "./queries";

export function TopUpsPage() {
  const { tariffs } = useMessages();
  const words = tariffs.topUps;
  const { project } = useProject();
  return (
    <Page title={words.title} situation={words.situation}>
      <div className="grid">
        <DuePanel />
        {project && <TopUps project={project} />}
      </div>
    </Page>
  );
}

function TopUps({ project }: { readonly project: Project }) {
  const { tariffs } = useMessages();
  const words = tariffs.topUps;
  const format = useFormat();
  const answer = usePaged(topUpsQuery(project.id, usePaging()));
  return (
    <ListPanel
      list="top-ups"
      title={words.listOf(project.name)}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      totals={(rows) => [{ label: words.page(format.count(rows.length)), figures: { amount: <Money fen={rows.reduce((sum, row) => sum + row.amount_fen, 0)} /> } }]}
      columns={[
        { key: "on", title: words.on, cell: (row) => <span className="nw">{row.on_date}</span> },
        { key: "month", title: words.month, cell: (row) => row.month },
        { key: "slip", title: words.slip, cell: (row) => row.slip_no },
        { key: "made", title: words.made, cell: (row) => <span className="nw">{format.moment(row.made_at)}</span> },
        { key: "amount", title: words.amount, align: "end", cell: (row) => <b><Money fen={row.amount_fen} /></b> },
      ]}
    />
  );
}
