/** The deposit of each lease: agreed beside held; a row opens the lease. */
import { useNavigate } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { usePaged } from "../../api/paged";
import { Choice } from "../../components/choice";
import { Deed } from "../../components/deed";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { fieldsOf } from "../../forms/fields";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Deposit, depositsQuery, type DepositsSearch, propose, type RefundIn } from "./queries";
import { TakeDeposit } from "./take-deposit";

export function HeldList({ projectId }: { readonly projectId: string }) {
  const { homes, lives } = useMessages();
  const words = lives.deposit;
  const format = useFormat();
  const { lease } = usePageSearch<DepositsSearch>();
  const setSearch = useSetSearch<DepositsSearch>();
  const navigate = useNavigate();
  const answer = usePaged(depositsQuery(projectId, lease, usePaging()));
  return (
    <ListPanel
      list="deposits"
      title={words.heldList}
      answer={answer}
      rowKey={(row) => row.lease_id}
      empty={words.heldEmpty}
      onOpen={({ lease_id }) => void navigate({ to: "/leases/$leaseId", params: { leaseId: lease_id } })}
      filter={{ lease }}
      filters={
        <Choice aria-label={words.leaseState} all={words.anyState} options={Object.entries(homes.leaseState)} value={lease} onChange={(one) => setSearch({ lease: one === "" ? undefined : (one as Deposit["lease_state"]) })} />
      }
      totals={(rows) => [{ label: words.page(format.count(rows.length)), figures: { held: <Money fen={rows.reduce((sum, row) => sum + row.held_fen, 0)} /> } }]}
      columns={[
        { key: "unit", title: words.unit, cell: (row) => <span className="nw">{row.unit_code}</span> },
        { key: "tenant", title: words.tenant, cell: (row) => row.tenant_name },
        { key: "contract", title: words.contract, cell: (row) => row.contract_no },
        { key: "lease", title: words.leaseState, cell: (row) => homes.leaseState[row.lease_state] },
        { key: "agreed", title: words.agreed, align: "end", cell: (row) => <Money fen={row.agreed_fen} /> },
        { key: "held", title: words.held, align: "end", cell: (row) => <b><Money fen={row.held_fen} /></b> },
        { key: "deeds", title: "", align: "end", cell: (row) => <Deeds one={row} /> },
      ]}
    />
  );
}

const ENDED = new Set(["terminated", "void"]);

function Deeds({ one }: { readonly one: Deposit }) {
  const may = useMay();
  return (
    <span className="deeds">
      {!ENDED.has(one.lease_state) && <TakeDeposit small leaseId={one.lease_id} missing={one.agreed_fen - one.held_fen} payer={one.tenant_name} />}
      {one.held_fen > 0 && ENDED.has(one.lease_state) && may("deposit:take") && <Propose one={one} />}
    </span>
  );
}

const Field = fieldsOf<RefundIn>();

/** Of a deposit from a book nobody knows how it was paid: the way back is said here. */
const WAYS = ["bank", "cash", "pos", "online"] as const;

function Propose({ one }: { readonly one: Deposit }) {
  const { lives, rent } = useMessages();
  const words = lives.deposit;
  return (
    <Deed<RefundIn> small label={words.propose} title={words.proposeTitle} explain={words.proposeExplain} initial={{ amount_fen: one.held_fen }} run={(values, headers) => propose({ ...values, lease_id: one.lease_id }, headers)}>
      <Field.Money name="amount_fen" label={words.takeAmount} autoFocus />
      <Field.Pick name="channel" label={words.channel} all={words.channelAsPaid} options={WAYS.map((way) => [way, rent.channel[way]])} hint={words.payeeHint} />
      <Field.Text name="payee_name" label={words.payee} />
      <Field.Text name="payee_account_mask" label={words.account} />
      <Field.Words name="reason" label={words.reason} />
    </Deed>
  );
}
