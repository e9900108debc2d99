/** Money that waits: from whom, with what remark, and the leases it may be for, with the reason. */
import { Form, Input } from "antd";
import type { ReactNode } from "react";

import { useMay } from "../../api/me";
import { DataTable } from "../../components/data-table";
import { Deed } from "../../components/deed";
import { Money } from "../../components/money";
import { useMessages } from "../../i18n/language";
import { giveBack, type Item, resolve } from "./queries";
import { ResolveOther } from "./resolve-other";
import styles from "./suspense.module.css";

interface Props {
  readonly rows: readonly Item[] | undefined;
  readonly projectId: string;
  readonly footer: ReactNode;
}

export function ItemsTable({ rows, projectId, footer }: Props) {
  const { rent } = useMessages();
  const words = rent.suspense;
  return (
    <DataTable
      caption={words.title}
      empty={words.empty}
      rows={rows}
      rowKey={(row) => row.payment_id}
      footer={footer}
      columns={[
        { key: "received", title: words.received, cell: (row) => <span className="nw">{row.received_on}</span> },
        {
          key: "waits",
          title: words.waits,
          cell: (row) => <span className={row.is_overdue ? "late nw" : "nw"}>{row.is_overdue ? words.overdue(row.age_days) : words.age(row.age_days)}</span>,
        },
        { key: "amount", title: words.amount, align: "end", cell: (row) => <b><Money fen={row.amount_fen} /></b> },
        { key: "payer", title: words.payer, cell: (row) => <><span>{row.payer_name}</span><span className={styles.remark}>{row.remark}</span></> },
        { key: "suggestions", title: words.suggestions, cell: (row) => <Suggestions item={row} /> },
        { key: "deeds", title: "", align: "end", cell: (row) => <OtherDeeds item={row} projectId={projectId} /> },
      ]}
    />
  );
}

function Suggestions({ item }: { readonly item: Item }) {
  const { rent } = useMessages();
  const words = rent.suspense;
  const may = useMay();
  if (item.suggestions.length === 0) return <span className="muted">{words.none1}</span>;
  return (
    <ul className={styles.suggestions}>
      {item.suggestions.map((one) => (
        <li key={one.lease_id}>
          <span>
            {one.tenant_name} <span className="nw">{one.unit_code}</span>
            <span className={styles.remark}>{rent.hint[one.reason]}</span>
          </span>
          {may("payment:take") && (
            <Deed
              small
              label={words.resolve}
              title={words.resolveTo(one.tenant_name)}
              explain={
                <>
                  <b><Money fen={item.amount_fen} unit /></b> {item.payer_name} {item.remark}
                  <br />
                  {one.tenant_name} {one.unit_code} {one.contract_no}
                  <br />
                  {words.resolveExplain}
                </>
              }
              run={(_, headers) => resolve(item.payment_id, one.lease_id, headers)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function OtherDeeds({ item, projectId }: { readonly item: Item; readonly projectId: string }) {
  const { rent } = useMessages();
  const words = rent.suspense;
  const may = useMay();
  return (
    <span className={styles.deeds}>
      {may("payment:take") && <ResolveOther item={item} projectId={projectId} />}
      {may("payment:reverse") && (
        <Deed<{ slip_no: string; reason: string }>
          small
          label={words.giveBack}
          title={words.giveBackTitle}
          explain={
            <>
              <b><Money fen={item.amount_fen} unit /></b> {item.payer_name} {words.giveBackExplain}
            </>
          }
          run={(values, headers) => giveBack(item.payment_id, values, headers)}
        >
          <Form.Item name="slip_no" label={words.slip}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="reason" label={words.reason}>
            <Input />
          </Form.Item>
        </Deed>
      )}
    </span>
  );
}
