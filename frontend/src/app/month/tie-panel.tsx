/** 勾稽: every total beside what it is made of; even, or the difference by name. */
import { Panel } from "../../components/panel";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { MonthFigures } from "./figures";
import type { MonthAnswers } from "./queries";
import styles from "./tie-panel.module.css";

interface Tie {
  readonly key: string;
  readonly title: string;
  readonly total: number;
  readonly parts: readonly number[];
}

interface Props {
  readonly answers: MonthAnswers;
  readonly figures: MonthFigures | undefined;
}

export function TiePanel({ answers, figures }: Props) {
  const { settle } = useMessages();
  const words = settle.month;
  const ties = useTies(answers, figures);
  const broken = answers.books.data?.broken ?? [];
  const even = ties.filter((tie) => gapOf(tie) === 0).length + (broken.length === 0 ? 1 : 0);
  return (
    <Panel title={words.tie} {...(answers.books.data && { note: words.tieCount(ties.length + 1, even) })}>
      <ul className={styles.ties}>
        {ties.map((tie) => (
          <TieLine key={tie.key} tie={tie} />
        ))}
        {answers.books.data && (
          <li>
            <span>{words.ties.books}</span>
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
  const gap = gapOf(tie);
  return (
    <li>
      <span>{tie.title}</span>
      <b className={gap === 0 ? "acc" : "wait"}>{gap === 0 ? words.even : words.off(format.money(gap))}</b>
      <small>
        {format.money(tie.total)} = {tie.parts.map(format.money).join(" + ")}
      </small>
    </li>
  );
}

const gapOf = ({ total, parts }: Tie) => total - parts.reduce((sum, part) => sum + part, 0);

function useTies({ vouchers }: MonthAnswers, figures: MonthFigures | undefined): readonly Tie[] {
  const { settle } = useMessages();
  const { ties } = settle.month;
  const voucher = vouchers.data?.items.find(({ kind, state }) => kind === "monthly" && state !== "withdrawn");
  const accepted = voucher && voucher.accepted_at !== null ? voucher : undefined;
  return [
    ...(figures
      ? [{ key: "billed", title: ties.billed, total: figures.billed, parts: [figures.paid, figures.forgiven, figures.owedToTreasury, figures.owedToOperator] }]
      : []),
    ...(voucher
      ? [{ key: "voucher", title: ties.voucher, total: voucher.billed_fen, parts: [voucher.reduced_fen, voucher.tenant_paid_fen, voucher.excluded_fen, voucher.amount_fen] }]
      : []),
    ...(accepted
      ? [{ key: "advance", title: ties.advance, total: accepted.amount_fen, parts: [accepted.recovered_fen, accepted.outstanding_fen, accepted.written_off_fen] }]
      : []),
  ];
}
