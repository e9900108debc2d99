/** The contract's prices, each from a day on; a new one is in force when a second person approved it. */
import { useQuery } from "@tanstack/react-query";

import { useMay, useMe } from "../../api/me";
import { DataTable } from "../../components/data-table";
import { Deed } from "../../components/deed";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge } from "../../components/status-badge";
import { fieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import { approvePrice, type Contract, type Price, type PriceIn, pricesQuery, setPrice } from "./queries";

interface Props {
  readonly one: Contract;
}

const Field = fieldsOf<PriceIn>();

export function PricesPanel({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.contract;
  const answer = useQuery(pricesQuery(one.id));
  return (
    <Panel title={words.prices} note={words.price} more={<NewPrice one={one} />}>
      <QueryProblem of={answer} />
      <DataTable
        caption={words.prices}
        empty={words.pricesEmpty}
        rows={answer.data?.items}
        rowKey={(row) => row.id}
        columns={[
          { key: "from", title: words.validFrom, cell: (row) => <span className="nw">{row.valid_from}</span> },
          { key: "price", title: words.price, align: "end", cell: (row) => <b><Money fen={row.price_fen} /></b> },
          { key: "reason", title: words.reason, cell: (row) => row.reason },
          { key: "document", title: words.document, cell: (row) => row.document_no },
          { key: "state", title: settle.states, cell: (row) => (row.checker_id === null ? <StatusBadge tone="waiting">{words.toApprove}</StatusBadge> : <StatusBadge tone="good">{words.approved}</StatusBadge>) },
          { key: "deeds", title: "", align: "end", cell: (row) => <Approve one={one} price={row} small /> },
        ]}
      />
    </Panel>
  );
}

function NewPrice({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.contract;
  const may = useMay();
  if (!may("contract:draft") || !one.possible.includes("amend")) return null;
  return (
    <Deed<PriceIn> small label={words.newPrice} title={words.newPriceTitle} explain={words.newPriceExplain} run={(values) => setPrice(one, values)}>
      <Field.Day name="valid_from" label={words.validFrom} autoFocus />
      <Field.Money name="price_fen" label={words.price} />
      <Field.Words name="reason" label={words.reason} />
      <Field.Text name="document_no" label={words.document} />
    </Deed>
  );
}

interface Approval {
  acknowledge_increase?: boolean;
}

const ApprovalField = fieldsOf<Approval>();

/** Of one of the contract's prices, by its id. */
export function ApprovePrice({ one, priceId }: Props & { readonly priceId: string }) {
  const price = useQuery(pricesQuery(one.id)).data?.items.find(({ id }) => id === priceId);
  return price ? <Approve one={one} price={price} /> : null;
}

function Approve({ one, price, small = false }: Props & { readonly price: Price; readonly small?: boolean }) {
  const { settle } = useMessages();
  const words = settle.contract;
  const may = useMay();
  const me = useMe();
  if (price.checker_id !== null || price.maker_id === me.person_id || !may("contract:sign")) return null;
  return (
    <Deed<Approval>
      small={small}
      primary
      label={words.approvePrice}
      title={words.approveTitle}
      explain={
        <>
          {price.valid_from} <b><Money fen={price.price_fen} unit /></b> {price.reason}
        </>
      }
      run={({ acknowledge_increase = false }) => approvePrice(one, price, acknowledge_increase)}
    >
      <ApprovalField.Check name="acknowledge_increase" label={words.acknowledge} />
    </Deed>
  );
}
