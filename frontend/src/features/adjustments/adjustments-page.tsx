/** 调整减免: what was asked for, why, and what was decided; a row opens to the charge that it changes. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { usePaged } from "../../api/paged";
import type { Project } from "../../api/projects";
import { Choice } from "../../components/choice";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { AdjustmentDeeds } from "./adjustment-deeds";
import { type Adjustment, adjustmentsQuery, type AdjustmentState, chargeQuery } from "./queries";

const TONES: Readonly<Record<AdjustmentState, Tone>> = { drafted: "waiting", approved: "good", rejected: "plain" };

interface Search {
  readonly state?: AdjustmentState | undefined;
  readonly open?: string | undefined;
}

export function AdjustmentsPage() {
  const { settle } = useMessages();
  const { project } = useProject();
  return (
    <Page title={settle.adjustment.title} situation={settle.adjustment.situation}>
      {project && <List project={project} />}
    </Page>
  );
}

function List({ project }: { readonly project: Project }) {
  const { settle } = useMessages();
  const words = settle.adjustment;
  const format = useFormat();
  const { state, open } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const answer = usePaged(adjustmentsQuery(project.id, state, usePaging()));
  return (
    <ListPanel
      list="adjustments"
      title={project.name}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      selected={open}
      onOpen={({ id }) => setSearch({ open: id === open ? undefined : id })}
      below={(row) => (row.id === open ? <Charge one={row} /> : null)}
      filter={{ state }}
      filters={<Choice aria-label={settle.states} all={settle.anyState} options={Object.entries(words.states)} value={state} onChange={(one) => setSearch({ state: one === "" ? undefined : (one as AdjustmentState) })} />}
      columns={[
        { key: "made", title: words.made, cell: (row) => <span className="nw">{format.moment(row.made_at)}</span> },
        { key: "kind", title: words.kind, cell: (row) => words.kinds[row.kind] },
        { key: "amount", title: words.amount, align: "end", cell: (row) => <b><Money fen={row.amount_fen} /></b> },
        { key: "reason", title: words.reason, cell: (row) => row.reason },
        { key: "basis", title: words.basis, cell: (row) => row.basis },
        { key: "state", title: settle.states, cell: (row) => <StatusBadge tone={TONES[row.state]}>{words.states[row.state]}</StatusBadge> },
      ]}
    />
  );
}

function Charge({ one }: { readonly one: Adjustment }) {
  const { settle } = useMessages();
  const words = settle.adjustment;
  const charge = useQuery(chargeQuery(one.charge_id)).data;
  return (
    <div className="spread">
      <dl className="facts">
        <dt>{words.charge}</dt>
        <dd>
          {charge && (
            <Link to="/households/$householdId" params={{ householdId: charge.household_id }}>
              {charge.unit_code} {charge.month}
            </Link>
          )}
        </dd>
        <dt>{words.due}</dt>
        <dd>{charge && <Money fen={charge.amount_fen + charge.adjusted_fen} unit />}</dd>
        <dt>{words.owed}</dt>
        <dd>{charge && <Money fen={charge.owed_fen} unit />}</dd>
      </dl>
      <span className="deeds">
        <AdjustmentDeeds one={one} />
      </span>
    </div>
  );
}
