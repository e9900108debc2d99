/** Service contracts, one a row, with the step that can be taken now. */
import { Form, Input } from "antd";

import { useMay, useMe } from "../../api/me";
import { DataTable } from "../../components/data-table";
import { Deed } from "../../components/deed";
import { Money } from "../../components/money";
import { StatusBadge } from "../../components/status-badge";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { activate, type Contract, publish, sign } from "./queries";

export function ContractsTable({ rows }: { readonly rows: readonly Contract[] | undefined }) {
  const { settle } = useMessages();
  const words = settle.contract;
  return (
    <DataTable
      caption={words.list}
      empty={words.empty}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "no", title: words.no, cell: (row) => row.contract_no },
        { key: "operator", title: words.operator, cell: (row) => row.operator },
        { key: "term", title: words.term, cell: (row) => <span className="nw">{row.starts_on} – {row.ends_on}</span> },
        { key: "units", title: words.units, align: "end", cell: (row) => row.units },
        { key: "price", title: words.price, align: "end", cell: (row) => <Money fen={row.price_fen} /> },
        { key: "mode", title: words.mode, cell: (row) => words.modes[row.recovery_mode] },
        {
          key: "state",
          title: settle.states,
          cell: (row) => <StatusBadge tone={row.state === "active" ? "good" : "waiting"}>{settle.contractState[row.state]}</StatusBadge>,
        },
        { key: "steps", title: "", align: "end", cell: (row) => <span className="deeds"><Steps one={row} /></span> },
      ]}
    />
  );
}

function Steps({ one }: { readonly one: Contract }) {
  const may = useMay();
  const me = useMe();
  return (
    <>
      {one.possible.includes("sign") && may("contract:sign") && one.maker_id !== me.person_id && <Sign one={one} />}
      {one.possible.includes("publish") && may("contract:draft") && <Publish one={one} />}
      {one.possible.includes("start") && may("contract:draft") && <Activate one={one} />}
    </>
  );
}

function Sign({ one }: { readonly one: Contract }) {
  const { settle } = useMessages();
  const words = settle.contract;
  return (
    <Deed<{ signed_on: string }>
      small
      label={words.sign}
      title={words.signTitle}
      explain={words.signExplain}
      initial={{ signed_on: todayOn() }}
      run={({ signed_on }) => sign(one, signed_on)}
    >
      <Form.Item name="signed_on" label={words.signedOn}>
        <Input type="date" max={todayOn()} autoFocus />
      </Form.Item>
    </Deed>
  );
}

function Publish({ one }: { readonly one: Contract }) {
  const { settle } = useMessages();
  const words = settle.contract;
  return (
    <Deed<{ announcement: string }> small label={words.publish} title={words.publishTitle} explain={words.publishExplain} run={({ announcement }) => publish(one, announcement)}>
      <Form.Item name="announcement" label={words.announcement}>
        <Input autoFocus autoComplete="off" />
      </Form.Item>
    </Deed>
  );
}

function Activate({ one }: { readonly one: Contract }) {
  const { settle } = useMessages();
  const words = settle.contract;
  return (
    <Deed<{ reason?: string }> small label={words.activate} title={words.activateTitle} explain={words.activateExplain} run={({ reason }) => activate(one, reason)}>
      <Form.Item name="reason" label={words.backdating}>
        <Input autoFocus />
      </Form.Item>
    </Deed>
  );
}
