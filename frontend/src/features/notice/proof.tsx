/** How the draw can be checked by anybody, and every version that was public. */
import { DataTable } from "../../components/data-table";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./notice.module.css";
import { Part } from "./part";
import { type Order, type PublicRound, resultFileOf } from "./queries";

export function InputsPart({ inputs }: { readonly inputs: NonNullable<PublicRound["inputs"]> }) {
  const { rounds } = useMessages();
  const words = rounds.public;
  const format = useFormat();
  return (
    <Part title={words.inputs} note={words.inputsNote(format.count(inputs.participants))}>
      <p className={styles.hash}>{inputs.inputs_sha256}</p>
    </Part>
  );
}

interface ProofProps {
  readonly round: PublicRound;
  readonly order: Order;
}

export function ProofPart({ round, order }: ProofProps) {
  const { rounds } = useMessages();
  const words = rounds.orderings;
  const file = `${order.title}.json`;
  if (order.method !== "lottery") return null;
  const commitment = round.plan?.lottery?.commitment ?? "";
  return (
    <Part title={words.verify} note={words.verifySteps}>
      <p>
        <a href={resultFileOf(round.round_id)} download={file}>
          {words.file}
        </a>
      </p>
      <pre className={styles.command}>{`anju lottery verify "${file}" \\\n  --commitment ${commitment} \\\n  --inputs-sha256 ${order.inputs_sha256}`}</pre>
      <p className={styles.note}>{words.more}</p>
    </Part>
  );
}

export function VersionsPart({ versions }: Pick<PublicRound, "versions">) {
  const { rounds } = useMessages();
  const words = rounds.public;
  const format = useFormat();
  return (
    <Part title={words.versions}>
      <DataTable
        caption={words.versions}
        empty={words.none}
        rows={versions}
        rowKey={({ kind, number }) => `${kind} ${number}`}
        columns={[
          { key: "version", title: words.version, cell: ({ kind, number }) => rounds.versions.line(rounds.publication[kind], number) },
          { key: "at", title: words.at, cell: (row) => <span className="nw">{format.moment(row.published_at)}</span> },
          { key: "standing", title: words.standing, cell: (row) => rounds.standing[row.standing] },
          { key: "why", title: words.why, cell: (row) => row.reason },
          { key: "hash", title: words.hash, cell: (row) => row.sha256 !== null && <span className="mono">{row.sha256.slice(0, HASH_SHOWN)}…</span> },
        ]}
      />
    </Part>
  );
}

const HASH_SHOWN = 12;
