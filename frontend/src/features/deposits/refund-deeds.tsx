/** Giving a deposit back: paid by somebody other than who proposed it, or withdrawn. */
import { useMay, useMe } from "../../api/me";
import { Deed } from "../../components/deed";
import { Money } from "../../components/money";
import { fieldsOf } from "../../forms/fields";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { pay, type Refund, withdraw } from "./queries";

interface Props {
  readonly one: Refund;
}

export function RefundDeeds({ one }: Props) {
  const may = useMay();
  const me = useMe();
  if (one.state !== "proposed" || !may("deposit:refund")) return null;
  return (
    <span className="deeds">
      <Withdraw one={one} />
      {one.maker_id !== me.person_id && <Pay one={one} />}
    </span>
  );
}

const Field = fieldsOf<{ slip_no: string }>();

function Pay({ one }: Props) {
  const { lives, rent } = useMessages();
  const words = lives.deposit;
  const format = useFormat();
  return (
    <Deed<{ slip_no: string }>
      small
      label={words.pay(format.money(one.amount_fen))}
      title={words.payTitle}
      explain={
        <>
          {one.payee_name} {rent.channel[one.channel]} {one.payee_account_mask} <b><Money fen={one.amount_fen} unit /></b> {words.payExplain}
        </>
      }
      run={({ slip_no }, headers) => pay(one, slip_no, headers)}
    >
      <Field.Text name="slip_no" label={words.slip} autoFocus />
    </Deed>
  );
}

function Withdraw({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.deposit;
  return <Deed small label={words.withdraw} title={words.withdrawTitle} explain={words.withdrawExplain} run={(_, headers) => withdraw(one, headers)} />;
}
