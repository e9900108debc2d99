/** 收款: money received in the month, the latest booked first. */
import { Link } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { useMessages } from "../../i18n/language";
import { PaymentsList } from "./payments-list";

interface Props {
  readonly projectId: string;
  /** `2026-04`. */
  readonly month: string;
}

export function MonthPayments({ projectId, month }: Props) {
  const { settle } = useMessages();
  const words = settle.receive;
  const may = useMay();
  return (
    <PaymentsList
      projectId={projectId}
      title={words.title}
      note={words.note}
      search={{ month }}
      {...(may("payment:take") && {
        more: (
          <>
            <Link to="/suspense">{words.toBank}</Link> · <Link to="/counter">{words.toCounter}</Link>
          </>
        ),
      })}
    />
  );
}
