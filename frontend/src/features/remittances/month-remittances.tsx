/** The month's remittances, and what still waits in the account. */
import { HeldPanel } from "./held-panel";
import { RemittancesList } from "./remittances-list";

interface Props {
  readonly projectId: string;
  readonly month: string;
}

export function MonthRemittances({ projectId, month }: Props) {
  return (
    <>
      <RemittancesList projectId={projectId} month={month} />
      <HeldPanel projectId={projectId} month={month} />
    </>
  );
}
