/** What of tenants' later money waits to reach the operator who advanced it, and the three ways there. */
import { useQuery } from "@tanstack/react-query";

import { type Permission, useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { fieldsOf } from "../../forms/fields";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { handOver, type Recoverable, type RecoveryKind, waitingQuery } from "./queries";
import styles from "./waiting-panel.module.css";

export function WaitingPanel({ projectId }: { readonly projectId: string }) {
  const { settle } = useMessages();
  const words = settle.recovery;
  const answer = useQuery(waitingQuery(projectId));
  const items = answer.data?.items.filter((one) => one.in_bank_fen > 0 || one.at_treasury_fen > 0);
  return (
    <Panel title={words.waiting} note={words.waitingNote} padded>
      <QueryProblem of={answer} />
      {items?.length === 0 && <p className="muted">{words.waitingEmpty}</p>}
      {items?.map((one) => (
        <Pots key={one.operator_id} one={one} projectId={projectId} />
      ))}
    </Panel>
  );
}

interface Pot {
  readonly kind: RecoveryKind;
  readonly needs: Permission;
  readonly part: "in_bank_fen" | "at_treasury_fen";
}

/** Where the money is, and what can be done about it there. */
const POTS: readonly Pot[] = [
  { kind: "kept", needs: "remittance:prepare", part: "in_bank_fen" },
  { kind: "refunded", needs: "remittance:confirm", part: "at_treasury_fen" },
];

function Pots({ one, projectId }: { readonly one: Recoverable; readonly projectId: string }) {
  const { settle } = useMessages();
  const words = settle.recovery;
  const may = useMay();
  return (
    <div className={styles.pots}>
      {POTS.filter(({ part }) => one[part] > 0).map(({ kind, needs, part }) => (
        <div key={kind}>
          <p>
            <span>{words.pots[kind]}</span>
            <b><Money fen={one[part]} unit /></b>
          </p>
          {may(needs) && <HandOver kind={kind} fen={one[part]} one={one} projectId={projectId} />}
        </div>
      ))}
    </div>
  );
}

interface Values {
  amount_fen: number;
  on_date: string;
  slip_no: string;
}

const Field = fieldsOf<Values>();

interface HandOverProps {
  readonly kind: RecoveryKind;
  readonly fen: number;
  readonly one: Recoverable;
  readonly projectId: string;
}

function HandOver({ kind, fen, one, projectId }: HandOverProps) {
  const { settle } = useMessages();
  const words = settle.recovery;
  const format = useFormat();
  return (
    <Deed<Values>
      label={words.deeds[kind](format.money(fen))}
      title={words.titles[kind]}
      explain={words.explains[kind]}
      initial={{ amount_fen: fen, on_date: todayOn() }}
      run={(values, headers) => handOver({ ...values, kind, project_id: projectId, operator_id: one.operator_id }, headers)}
    >
      <Field.Money name="amount_fen" label={words.amount} autoFocus />
      <Field.Day name="on_date" label={words.on} max={todayOn()} />
      <Field.Text name="slip_no" label={words.slip} />
    </Deed>
  );
}
