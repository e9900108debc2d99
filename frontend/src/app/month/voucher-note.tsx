/** The month's voucher in short: number, who made it, who checked it, by when it is paid. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { Panel } from "../../components/panel";
import { StatusBadge } from "../../components/status-badge";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Month } from "./queries";

export function VoucherNote({ voucher }: { readonly voucher: Month["voucher"] }) {
  const { settle } = useMessages();
  const words = settle.voucher;
  const format = useFormat();
  if (!voucher) return null;
  const people: readonly (readonly [name: string, who: string | null | undefined])[] = [
    [words.madeBy, voucher.maker?.name],
    [words.confirmedBy, voucher.confirmed?.name],
    [words.paidBy, voucher.paid?.name],
  ];
  return (
    <Panel title={words.one} note={<StatusBadge tone={voucher.paid ? "good" : "waiting"}>{settle.voucherState[voucher.state]}</StatusBadge>} padded>
      <dl className="facts">
        <Line name={words.number}>
          <Link to="/vouchers/$voucherId" params={{ voucherId: voucher.id }}>
            {voucher.number}
          </Link>
        </Line>
        {people.map(([name, who]) => who && <Line key={name} name={name}>{who}</Line>)}
        <Line name={words.dueOn}>{voucher.due_on}</Line>
        <Line name={words.previous}>{format.money(voucher.previous_fen)}</Line>
        {voucher.excluded.map(({ reason, leases, amount_fen }) => (
          <Line key={reason} name={(settle.exclusion as Readonly<Record<string, string>>)[reason] ?? reason}>
            {words.excludedOf(format.count(leases), format.money(amount_fen))}
          </Line>
        ))}
      </dl>
    </Panel>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
