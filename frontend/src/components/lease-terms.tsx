/** 租金与档次变更: rent and tier of a lease from a day on: put down by one person, in force by a second; with what becomes of months already charged. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { api, client } from "../api/client";
import { ifMatch, type Key } from "../api/intent";
import { useMay, useMe } from "../api/me";
import type { components } from "../api/schema";
import { fieldsOf } from "../forms/fields";
import { filled } from "../forms/filled";
import { todayOn } from "../i18n/format";
import { useMessages } from "../i18n/language";
import { DataTable } from "./data-table";
import { Deed } from "./deed";
import { Money } from "./money";
import { MoneyTrace } from "./money-trace";
import { Panel } from "./panel";
import { QueryProblem } from "./query-problem";
import { StatusBadge, type Tone } from "./status-badge";

type Schemas = components["schemas"];
type Terms = Schemas["LeaseTermsOut"];
type Tier = Schemas["Tier"];

const termsOf = (lease_id: string) => api.queryOptions("get", "/v1/leases/{lease_id}/terms", { params: { path: { lease_id } } });
export const oneOf = (terms_id: string) => api.queryOptions("get", "/v1/lease-terms/{terms_id}", { params: { path: { terms_id } } });

interface Props {
  readonly leaseId: string;
  readonly title: string;
  readonly empty: string;
  /** Of the lease now: where a new decision begins. */
  readonly tier: Tier | undefined;
  /** Only those that follow from this change of the household. */
  readonly changeId?: string;
  /** The lease is lived under, or the change holds: a decision may follow. */
  readonly open: boolean;
}

const TONES: Readonly<Record<Schemas["TermsState"], Tone>> = { drafted: "waiting", approved: "good", rejected: "plain" };

export function LeaseTerms({ leaseId, title, empty, tier, changeId, open }: Props) {
  const { homes, lives } = useMessages();
  const words = lives.lease;
  const may = useMay();
  const answer = useQuery(termsOf(leaseId));
  const [shown, setShown] = useState<string>();
  const rows = answer.data?.items.filter(({ change_id }) => changeId === undefined || change_id === changeId);
  return (
    <Panel title={title} {...(open && tier !== undefined && may("terms:draft") && { more: <Draft leaseId={leaseId} tier={tier} changeId={changeId} /> })}>
      <QueryProblem of={answer} />
      <DataTable
        caption={title}
        empty={empty}
        rows={rows}
        rowKey={(row) => row.id}
        below={(row) => (row.id === shown ? <Months terms={row} /> : undefined)}
        columns={[
          { key: "from", title: words.termsFrom, cell: (row) => <span className="nw">{row.valid_from}</span> },
          { key: "tier", title: words.tier, cell: (row) => homes.tier[row.tier] },
          { key: "rent", title: words.rent, align: "end", cell: (row) => <MoneyTrace fen={row.monthly_rent_fen} open={row.id === shown} label={lives.terms.months} onToggle={() => setShown(row.id === shown ? undefined : row.id)} /> },
          { key: "document", title: words.document, cell: (row) => row.document_no },
          { key: "reason", title: words.reason, cell: (row) => row.reason },
          { key: "state", title: homes.leases.state, cell: (row) => <StatusBadge tone={TONES[row.state]}>{words.termsState[row.state]}</StatusBadge> },
          { key: "deeds", title: "", align: "end", cell: (row) => <TermsDeeds terms={row} /> },
        ]}
      />
    </Panel>
  );
}

interface Drafting {
  tier: Tier;
  decided_on: string;
  document_no: string;
  reason: string;
  valid_from?: string;
}

const DraftField = fieldsOf<Drafting>();

function Draft({ leaseId, tier, changeId }: { readonly leaseId: string; readonly tier: Tier; readonly changeId: string | undefined }) {
  const { homes, lives } = useMessages();
  const words = lives.terms;
  const draft = async (values: Drafting, headers: Key) => {
    await client.POST("/v1/leases/{lease_id}/terms", { params: { path: { lease_id: leaseId }, header: headers }, body: { ...filled(values), ...(changeId !== undefined && { change_id: changeId }) } });
  };
  return (
    <Deed<Drafting> small label={words.draft} title={words.draftTitle} explain={words.draftExplain} initial={{ tier, decided_on: todayOn() }} run={draft}>
      <DraftField.Pick name="tier" label={lives.lease.tier} options={Object.entries(homes.tier)} />
      <DraftField.Day name="decided_on" label={words.decidedOn} max={todayOn()} />
      <DraftField.Text name="document_no" label={lives.lease.document} />
      <DraftField.Words name="reason" label={lives.lease.reason} />
      <DraftField.Day name="valid_from" label={lives.lease.termsFrom} hint={words.fromHint} />
    </Deed>
  );
}

interface Approving {
  is_retroactive?: boolean;
}

const ApproveField = fieldsOf<Approving>();

/** By somebody other than who put it down. */
export function TermsDeeds({ terms }: { readonly terms: Terms }) {
  const { lives } = useMessages();
  const words = lives.terms;
  const may = useMay();
  const me = useMe();
  if (terms.state !== "drafted" || !may("terms:approve") || terms.maker_id === me.person_id) return null;
  const at = (headers: Key) => ({ path: { terms_id: terms.id }, header: { ...headers, ...ifMatch(terms.version) } });
  return (
    <span className="deeds">
      <Deed small label={words.reject} title={words.rejectTitle} run={(_, headers) => client.POST("/v1/lease-terms/{terms_id}/rejection", { params: at(headers) })} />
      <Deed<Approving>
        small
        primary
        label={words.approve}
        title={words.approveTitle}
        explain={<Months terms={terms} />}
        run={({ is_retroactive = false }, headers) => client.POST("/v1/lease-terms/{terms_id}/approval", { params: at(headers), body: { is_retroactive } })}
      >
        <ApproveField.Check name="is_retroactive" label={words.retroactive} hint={words.retroactiveHint} />
      </Deed>
    </span>
  );
}

/** Months that were charged before: what each was, what it is, and where the difference went. */
function Months({ terms }: { readonly terms: Terms }) {
  const { lives } = useMessages();
  const words = lives.terms;
  const answer = useQuery(oneOf(terms.id));
  return (
    <>
      <QueryProblem of={answer} />
      <DataTable
        caption={words.months}
        empty={words.monthsNone}
        rows={answer.data?.months}
        rowKey={(row) => row.month}
        columns={[
          { key: "month", title: words.months, cell: (row) => row.month },
          { key: "was", title: words.was, align: "end", cell: (row) => <Money fen={row.was_fen} /> },
          { key: "due", title: words.due, align: "end", cell: (row) => <Money fen={row.due_fen} /> },
          { key: "difference", title: words.difference, align: "end", cell: (row) => <b><Money fen={row.difference_fen} /></b> },
          { key: "credited", title: words.credited, align: "end", cell: (row) => <Money fen={row.credited_fen} /> },
        ]}
      />
    </>
  );
}
