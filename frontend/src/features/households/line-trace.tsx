/** What made a line of the account: the rent and the days of a charge, or where money went. */
import { Money } from "../../components/money";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./line-trace.module.css";
import type { StatementLine } from "./queries";

interface Props {
  readonly line: StatementLine;
}

export function LineTrace({ line }: Props) {
  return line.trace ? <ChargeTrace line={line} trace={line.trace} /> : <Parts line={line} />;
}

function ChargeTrace({ line, trace }: Props & { readonly trace: Readonly<Record<string, unknown>> }) {
  const { rent } = useMessages();
  const words = rent.statement;
  const { rent_fen: monthly, days, month_days: ofMonth } = trace;
  return (
    <div className={styles.trace}>
      {typeof monthly === "number" && (
        <p>
          <span>{words.rent}</span>
          <b>
            <Money fen={monthly} unit />
          </b>
        </p>
      )}
      {typeof days === "number" && typeof ofMonth === "number" && (
        <>
          <i aria-hidden="true">×</i>
          <p>
            <span>{words.days}</span>
            <b>
              {days} ÷ {ofMonth}
            </b>
            <span>{words.ofMonth(ofMonth)}</span>
          </p>
        </>
      )}
      <i aria-hidden="true">→</i>
      <p>
        <span>{words.charged}</span>
        <b className="acc">
          <Money fen={line.amount_fen} unit />
        </b>
        <span>{words.rounded}</span>
      </p>
    </div>
  );
}

function Parts({ line }: Props) {
  const { rent } = useMessages();
  const words = rent.statement;
  const format = useFormat();
  return (
    <ul className={styles.parts}>
      {line.parts.map((part) => (
        <li key={`${part.charge_id} ${part.claim}`}>
          {words.went(format.month(part.month), rent.claim[part.claim], format.money(part.amount_fen))}
        </li>
      ))}
      {line.shifted_fen !== 0 && <li>{words.shifted(format.money(line.shifted_fen))}</li>}
      {line.credit_fen !== 0 && <li>{words.credit(format.money(line.credit_fen))}</li>}
    </ul>
  );
}
