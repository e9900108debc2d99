/** What can be done with a deduction now, by who may do it. */
import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { decide, type Deduction, reply } from "./queries";

interface Props {
  readonly one: Deduction;
}

export function DeductionDeeds({ one }: Props) {
  const may = useMay();
  return (
    <>
      {one.possible.includes("reply") && may("deduction:reply") && <Reply one={one} />}
      {one.possible.includes("uphold") && may("deduction:decide") && <Decide one={one} />}
    </>
  );
}

const ReplyField = fieldsOf<{ reply: string }>();

function Reply({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.deduction;
  const format = useFormat();
  return (
    <Deed<{ reply: string }> primary small label={words.reply} title={words.replyTitle} explain={words.replyExplain(format.day(one.reply_by))} run={(values, headers) => reply(one, values, headers)}>
      <ReplyField.Words name="reply" label={words.replyField} autoFocus />
    </Deed>
  );
}

interface Decision {
  uphold: string;
  reason: string;
}

const DecisionField = fieldsOf<Decision>();

function Decide({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.deduction;
  return (
    <Deed<Decision>
      primary
      small
      label={words.decide}
      title={words.decideTitle}
      explain={one.reply ?? words.noReply}
      initial={{ uphold: "yes" }}
      run={({ uphold, reason }, headers) => decide(one, { uphold: uphold === "yes", reason }, headers)}
    >
      <DecisionField.Pick name="uphold" label={words.decision} options={[["yes", words.uphold], ["no", words.drop]]} />
      <DecisionField.Words name="reason" label={words.reason} />
    </Deed>
  );
}
