/** An amount: yuan to the eye, two decimals, thousands comma, no currency sign. */
import { useFormat } from "../i18n/format";
import { useMessages } from "../i18n/language";

interface Props {
  /** Nothing is written for null: an amount that does not apply. A true zero is 0.00. */
  readonly fen: number | null;
  /** Write 元 after it, smaller. Columns say it in their head instead. */
  readonly unit?: boolean;
}

export function Money({ fen, unit = false }: Props) {
  const format = useFormat();
  const { units } = useMessages();
  if (fen === null) return null;
  return (
    <span className="nw">
      {format.money(fen)}
      {unit && <small className="unit">{units.yuan}</small>}
    </span>
  );
}
