/** 合同文本: the text that holds today, and every text that the city has written; a row shows its clauses. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { useMay, useMe } from "../../api/me";
import { usePaged } from "../../api/paged";
import { Choice } from "../../components/choice";
import { Deed } from "../../components/deed";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useMessages } from "../../i18n/language";
import { Clauses } from "./clauses";
import { approve, basisQuery, reject, type Template, templatesQuery, type TemplateState, type TextKind } from "./queries";

interface Search {
  readonly kind?: TextKind | undefined;
  readonly open?: string | undefined;
}

export function TemplatesPage() {
  const { leaseTexts: words } = useMessages();
  const may = useMay();
  const { kind = "lease" } = usePageSearch<Search>();
  return (
    <Page
      title={words.title}
      situation={words.situation}
      actions={
        may("lease_text:set") && (
          <Link to="/lease-templates/new" search={{ kind }} className="button primary">
            {words.write}
          </Link>
        )
      }
    >
      <div className="grid">
        <Templates kind={kind} />
        <InForce kind={kind} />
      </div>
    </Page>
  );
}

const TONES: Readonly<Record<TemplateState, Tone>> = { drafted: "waiting", approved: "good", rejected: "plain" };

function Templates({ kind }: { readonly kind: TextKind }) {
  const { leaseTexts: words } = useMessages();
  const { open } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const answer = usePaged(templatesQuery(kind, usePaging()));
  return (
    <ListPanel
      list="lease-templates"
      title={words.list}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      selected={open}
      onOpen={({ id }) => setSearch({ open: id === open ? undefined : id })}
      below={(row) => (row.id === open ? <Clauses of={row.clauses} /> : null)}
      filters={<Choice aria-label={words.kindName} options={Object.entries(words.kind)} value={kind} onChange={(one) => setSearch({ kind: one as TextKind })} />}
      columns={[
        { key: "number", title: words.number, cell: (row) => words.numberOf(String(row.number)) },
        { key: "from", title: words.from, cell: (row) => <span className="nw">{row.valid_from}</span> },
        { key: "document", title: words.document, cell: (row) => row.document_no },
        { key: "clauses", title: words.clauses, align: "end", cell: (row) => row.clauses.length },
        { key: "state", title: words.stateName, cell: (row) => <StatusBadge tone={TONES[row.state]}>{words.state[row.state]}</StatusBadge> },
        { key: "deeds", title: "", align: "end", cell: (row) => <Decide one={row} /> },
      ]}
    />
  );
}

function Decide({ one }: { readonly one: Template }) {
  const { leaseTexts: words } = useMessages();
  const may = useMay();
  const { person_id: me } = useMe();
  if (one.state !== "drafted" || one.maker_id === me || !may("lease_text:approve")) return null;
  return (
    <span className="deeds">
      <Deed small label={words.reject} title={words.rejectTitle} explain={words.rejectExplain} run={() => reject(one)} />
      <Deed small primary label={words.approve} title={words.approveTitle} explain={words.approveExplain(one.valid_from)} run={() => approve(one)} />
    </span>
  );
}

function InForce({ kind }: { readonly kind: TextKind }) {
  const { leaseTexts: words } = useMessages();
  const answer = useQuery(basisQuery(kind));
  return (
    <Panel title={words.inForce} note={answer.data && (answer.data.template_id === null ? words.shipped : words.own)}>
      <QueryProblem of={answer} />
      {answer.data && <Clauses of={answer.data.clauses} />}
    </Panel>
  );
}
