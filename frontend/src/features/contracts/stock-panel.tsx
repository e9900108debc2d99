/** The homes that the contract is for, and from which day each counts. */
import { usePaged } from "../../api/paged";
import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { fieldsOf } from "../../forms/fields";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { codesIn } from "./codes";
import { changeStock, type Contract, stockQuery } from "./queries";

interface Props {
  readonly one: Contract;
}

export function StockPanel({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.contract;
  const format = useFormat();
  const answer = usePaged(stockQuery(one.id, usePaging()));
  return (
    <ListPanel
      list="stock"
      title={words.stock}
      note={words.stockNote(format.count(one.units))}
      more={<Change one={one} />}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.stockEmpty}
      columns={[
        { key: "code", title: words.code, cell: (row) => row.code },
        { key: "from", title: words.countsFrom, cell: (row) => <span className="nw">{row.from_on}</span> },
        { key: "until", title: words.countsUntil, cell: (row) => <span className="nw">{row.until_on}</span> },
      ]}
    />
  );
}

interface Values {
  from_on: string;
  join?: string;
  leave?: string;
  reason: string;
  document_no: string;
  acknowledge_increase?: boolean;
}

const Field = fieldsOf<Values>();

function Change({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.contract;
  const may = useMay();
  if (!may("contract:sign") || !one.possible.includes("amend")) return null;
  return (
    <Deed<Values>
      small
      label={words.changeStock}
      title={words.changeStockTitle}
      explain={words.changeStockExplain}
      initial={{ from_on: todayOn() }}
      run={({ join = "", leave = "", acknowledge_increase = false, ...values }) => changeStock(one, { ...values, acknowledge_increase, join: codesIn(join), leave: codesIn(leave) })}
    >
      <Field.Day name="from_on" label={words.countsFrom} autoFocus />
      <Field.Words name="join" label={words.join} hint={words.codesHint} />
      <Field.Words name="leave" label={words.leave} hint={words.codesHint} />
      <Field.Words name="reason" label={words.reason} />
      <Field.Text name="document_no" label={words.document} />
      <Field.Check name="acknowledge_increase" label={words.acknowledge} />
    </Deed>
  );
}
