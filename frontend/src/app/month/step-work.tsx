/** The work of a step: each leads down to its lines. */
import type { ReactNode } from "react";

import { follow } from "../../api/works";
import type { Project } from "../../api/projects";
import { ArrearsList } from "../../features/arrears/arrears-list";
import { MonthBilling } from "../../features/billing/month-billing";
import { MonthClosing } from "../../features/closings/month-closing";
import { MonthFee } from "../../features/fees/month-fee";
import { MonthPayments } from "../../features/payments/month-payments";
import { MonthRemittances } from "../../features/remittances/month-remittances";
import { SuspensePanel } from "../../features/suspense/suspense-panel";
import { MonthVoucher } from "../../features/vouchers/month-voucher";
import type { StepKey } from "./queries";

interface Props {
  readonly step: StepKey;
  readonly project: Project;
  readonly month: string;
  readonly onBilling: (operation: string) => void;
}

export function StepWork({ step, project, month, onBilling }: Props): ReactNode {
  const of = { projectId: project.id, month };
  const started = (operation: string) => {
    follow({ id: operation, kind: "rent.billing_run" });
    onBilling(operation);
  };
  const work: Readonly<Record<StepKey, () => ReactNode>> = {
    bill: () => <MonthBilling {...of} onStarted={started} />,
    receive: () => <MonthPayments {...of} />,
    match: () => <SuspensePanel projectId={project.id} />,
    arrears: () => <ArrearsList project={project} />,
    advance: () => <MonthVoucher {...of} />,
    remit: () => <MonthRemittances {...of} />,
    close: () => <MonthClosing {...of} />,
    fee: () => <MonthFee {...of} />,
  };
  return work[step]();
}
