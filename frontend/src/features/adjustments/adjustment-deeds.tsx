/** Approving an adjustment or not: by a second person, of the purchaser. */
import { Deed } from "../../components/deed";
import { type DeedRule, StateDeeds } from "../../components/state-deeds";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Adjustment, type AdjustmentState, approve, reject } from "./queries";

interface Props {
  readonly one: Adjustment;
}

const RULES: readonly DeedRule<AdjustmentState, Adjustment>[] = [
  { in: ["drafted"], needs: "adjustment:approve", bySecond: true, Deed: Approve },
  { in: ["drafted"], needs: "adjustment:approve", bySecond: true, Deed: Reject },
];

export function AdjustmentDeeds({ one }: Props) {
  return <StateDeeds one={one} rules={RULES} />;
}

function Approve({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.adjustment;
  const format = useFormat();
  return <Deed primary label={words.approve(words.kinds[one.kind], format.money(one.amount_fen))} title={words.approveTitle} explain={words.approveExplain} run={(_, headers) => approve(one, headers)} />;
}

function Reject({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.adjustment;
  return <Deed label={words.reject} title={words.rejectTitle} explain={words.rejectExplain} run={(_, headers) => reject(one, headers)} />;
}
