/** 勾稽: every total beside what it is made of; even, or the difference by name. */
import { Panel } from "../../components/panel";
import { type Format, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Month, Tie } from "./queries";
import styles from "./tie-panel.module.css";

export function TiePanel({ month }: { readonly month: Month | undefined }) {
  const { settle } = useMessages();
  const words = settle.month;
  const ties = month?.ties ?? [];
  const broken = month?.broken ?? [];
  const even = ties.filter(({ is_even }) => is_even).length + (broken.length === 0 ? 1 : 0);
  return (
    <Panel title={words.tie} {...(month && { note: words.tieCount(ties.length + 1, even) })}>
      <ul className={styles.ties} aria-busy={month === undefined}>
        {ties.map((tie) => (
          <TieLine key={tie.code} tie={tie} />
        ))}
        {month && (
          <li>
            <span>{words.books}</span>
            <b className={broken.length === 0 ? "acc" : "wait"}>{broken.length === 0 ? words.even : words.booksBroken(broken.length)}</b>
          </li>
        )}
      </ul>
    </Panel>
  );
}

function TieLine({ tie }: { readonly tie: Tie }) {
  const { settle } = useMessages();
  const words = settle.month;
  const format = useFormat();
  return (
    <li>
      <span>{words.ties[tie.code] ?? tie.code}</span>
      <b className={tie.is_even ? "acc" : "wait"}>{tie.is_even ? words.even : words.off(format.money(tie.gap_fen))}</b>
      <small>{equationOf(tie, format)}</small>
    </li>
  );
}

/** Parts that are nothing are left out, unless nothing else is there. */
function equationOf({ total_fen: total, parts }: Tie, format: Format): string {
  const told = parts.filter(({ fen }) => fen !== 0);
  const sum = (told.length > 0 ? told : parts.slice(0, 1)).map(({ fen }, at) => `${at === 0 ? "" : fen < 0 ? " − " : " + "}${format.money(at === 0 ? fen : Math.abs(fen))}`);
  return `${format.money(total)} = ${sum.join("")}`;
}
