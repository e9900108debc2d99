/** 文书: the forms of this household, shown beside it and printed from there. */
import { FileButton } from "../../components/file-viewer";
import { Panel } from "../../components/panel";
import { useMessages } from "../../i18n/language";
import styles from "./household.module.css";
import { type Lease, printedStatement } from "./queries";

interface Props {
  readonly leases: readonly Lease[];
}

export function PapersPanel({ leases }: Props) {
  const { homes } = useMessages();
  const words = homes.household;
  return (
    <Panel title={words.papers}>
      {leases.map((lease) => (
        <div key={lease.id} className={styles.paper}>
          <span>
            {words.statement} {lease.contract_no}
          </span>
          <FileButton href={printedStatement(lease.id)} title={`${words.statement} ${lease.contract_no}`} label={words.show} small />
        </div>
      ))}
    </Panel>
  );
}
