/** The payments of a project; a row opens the payment. */
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { usePaged } from "../../api/paged";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { usePaymentColumns } from "./payment-columns";
import { type PaymentsSearch, paymentsQuery } from "./queries";

interface Props {
  readonly projectId: string;
  readonly title: string;
  readonly note?: ReactNode;
  readonly more?: ReactNode;
  readonly search: PaymentsSearch;
  readonly filters?: ReactNode;
  readonly filter?: Readonly<Record<string, string | undefined>>;
}

export function PaymentsList({ projectId, search, ...panel }: Props) {
  const { settle } = useMessages();
  const words = settle.receive;
  const format = useFormat();
  const navigate = useNavigate();
  const answer = usePaged(paymentsQuery(projectId, search, usePaging()));
  return (
    <ListPanel
      {...panel}
      list="payments"
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      columns={usePaymentColumns()}
      onOpen={({ id }) => void navigate({ to: "/payments/$paymentId", params: { paymentId: id } })}
      totals={(rows) => [
        { label: words.page(format.count(rows.length)), figures: { amount: <Money fen={rows.reduce((sum, row) => sum + (row.state === "reversed" ? 0 : row.amount_fen), 0)} /> } },
      ]}
      {...(search.month !== undefined && { exports: { kind: "collection", projectId, month: search.month } })}
    />
  );
}
