/** 收押金: into the deposit account, with a receipt of its own. */
import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type ReceiptIn, take } from "./queries";

interface Props {
  readonly leaseId: string;
  /** What is still missing. */
  readonly missing: number;
  readonly payer: string;
  readonly small?: boolean;
}

const Field = fieldsOf<ReceiptIn>();
const CHANNELS = ["cash", "pos", "online", "bank"] as const;

export function TakeDeposit({ leaseId, missing, payer, small = false }: Props) {
  const { lives, rent } = useMessages();
  const words = lives.deposit;
  const format = useFormat();
  const may = useMay();
  if (!may("deposit:take") || missing <= 0) return null;
  return (
    <Deed<ReceiptIn>
      small={small}
      label={words.take(format.money(missing))}
      title={words.takeTitle}
      explain={words.takeExplain}
      initial={{ channel: "cash", amount_fen: missing, received_on: todayOn(), payer_name: payer }}
      run={(values, headers) => take({ ...values, lease_id: leaseId }, headers)}
    >
      <Field.Money name="amount_fen" label={words.takeAmount} autoFocus />
      <Field.Pick name="channel" label={words.channel} options={CHANNELS.map((channel) => [channel, rent.channel[channel]])} />
      <Field.Text name="serial_no" label={words.serial} hint={words.serialHint} />
      <Field.Text name="payer_name" label={words.payer} />
      <Field.Day name="received_on" label={words.receivedOn} max={todayOn()} />
      <Field.Text name="remark" label={words.remark} />
    </Deed>
  );
}
