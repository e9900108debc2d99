/** 收款: money received in the month, the latest booked first. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Form, Input } from "antd";

import { useMay, useMe } from "../../api/me";
import { CursorPager, useCursor } from "../../components/cursor-pager";
import { DataTable } from "../../components/data-table";
import { Deed } from "../../components/deed";
import { Money } from "../../components/money";
import { lastDayOf } from "../../components/month-picker";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { useMessages } from "../../i18n/language";
import { type Payment, paymentsQuery, reverse } from "./queries";

const TONES: Readonly<Record<Payment["state"], Tone>> = { allocated: "good", suspense: "waiting", returned: "plain", reversed: "plain" };

interface Props {
  readonly projectId: string;
  /** `2026-04`. */
  readonly month: string;
}

export function MonthPayments({ projectId, month }: Props) {
  const { rent, settle } = useMessages();
  const words = settle.receive;
  const may = useMay();
  const answer = useQuery(paymentsQuery(projectId, `${month}-01`, lastDayOf(month), useCursor()));
  return (
    <Panel
      title={words.title}
      note={words.note}
      more={
        may("payment:take") && (
          <>
            <Link to="/suspense">{words.toBank}</Link> · <Link to="/counter">{words.toCounter}</Link>
          </>
        )
      }
    >
      <QueryProblem of={answer} />
      <DataTable
        caption={words.title}
        empty={words.empty}
        rows={answer.data?.items}
        rowKey={(row) => row.id}
        footer={<CursorPager nextCursor={answer.data?.next_cursor} />}
        columns={[
          { key: "date", title: words.date, cell: (row) => <span className="nw">{row.received_on}</span> },
          { key: "home", title: words.home, cell: (row) => <span className="nw">{row.unit_code}</span> },
          { key: "tenant", title: words.tenant, cell: (row) => row.tenant_name ?? row.payer_name },
          { key: "method", title: words.method, cell: (row) => rent.channel[row.channel] },
          { key: "serial", title: words.serial, cell: (row) => row.receipt_no ?? row.serial_no },
          { key: "amount", title: words.amount, align: "end", cell: (row) => <b><Money fen={row.amount_fen} /></b> },
          { key: "rest", title: words.unallocated, align: "end", cell: (row) => <Money fen={row.unallocated_fen > 0 ? row.unallocated_fen : null} /> },
          { key: "state", title: words.state, cell: (row) => <StatusBadge tone={TONES[row.state]}>{words.states[row.state]}</StatusBadge> },
          { key: "deeds", title: "", align: "end", cell: (row) => <Reverse payment={row} /> },
        ]}
      />
    </Panel>
  );
}

/** By a second person: whoever booked it does not see the button. */
function Reverse({ payment }: { readonly payment: Payment }) {
  const { rent } = useMessages();
  const words = rent.counter;
  const may = useMay();
  const me = useMe();
  if (payment.state !== "allocated" || !may("payment:reverse") || payment.maker_id === me.person_id) return null;
  return (
    <Deed<{ reason: string }>
      small
      label={words.reverse}
      title={words.reverseTitle}
      explain={
        <>
          <b><Money fen={payment.amount_fen} unit /></b> {payment.tenant_name} {words.reverseExplain}
        </>
      }
      run={({ reason }, headers) => reverse(payment.id, reason, headers)}
    >
      <Form.Item name="reason" label={words.reason}>
        <Input autoFocus />
      </Form.Item>
    </Deed>
  );
}
