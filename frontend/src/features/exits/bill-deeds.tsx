/** The final bill's deeds: worked out, confirmed by a second person, and what the deposit did not reach. */
import { Button, Form } from "antd";

import { storeAll } from "../../api/files";
import { useMay, useMe } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf, rowFieldsOf } from "../../forms/fields";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Billing, bodyOf, METERS } from "./bill-in";
import styles from "./exits.module.css";
import { confirmBill, draftBill, type ExitCase, type FinalBill, payDamage } from "./queries";

const Field = fieldsOf<Billing>();
const OtherField = rowFieldsOf<NonNullable<Billing["others"]>[number]>();
const CHANNELS = ["cash", "pos", "online", "bank"] as const;

export function DraftBill({ one, again }: { readonly one: ExitCase; readonly again: boolean }) {
  const { lives } = useMessages();
  const words = lives.exits.bill;
  const may = useMay();
  if (one.state !== "inspected" || !may("final_bill:draft")) return null;
  return (
    <Deed<Billing> small primary={!again} label={again ? words.again : words.draft} title={words.draftTitle} explain={words.draftExplain} run={async (values) => draftBill(one, await bodyOf(values, storeAll))}>
      <Utilities />
      <Field.Files single name="property_fee" label={words.propertyFee} />
      <Others />
      <RefundTo />
    </Deed>
  );
}

function Utilities() {
  const { lives } = useMessages();
  const words = lives.exits.bill;
  return (
    <fieldset className={styles.rows}>
      <legend>{words.utilities}</legend>
      {METERS.map((meter) => (
        <div key={meter} className={styles.row}>
          <Field.Figure name={["meters", meter, "yuan_a_unit"]} label={`${lives.handover.meter[meter]}${words.price}`} />
          <Field.Text name={["meters", meter, "payee"]} label={words.payee} />
          <Field.Figure name={["meters", meter, "used"]} label={words.usage} hint={words.usageHint} />
          <Field.Files single name={["meters", meter, "slip"]} label={words.clearance} />
        </div>
      ))}
    </fieldset>
  );
}

function Others() {
  const { lives } = useMessages();
  const words = lives.exits;
  return (
    <fieldset className={styles.rows}>
      <legend>{words.bill.others}</legend>
      <Form.List name="others">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className={styles.row}>
                <OtherField.Text name={[name, "what"]} label={words.bill.what} />
                <OtherField.Money name={[name, "amount_fen"]} label={words.bill.amount} />
                <OtherField.Text name={[name, "payee"]} label={words.bill.payee} />
                <Button size="small" aria-label={`${words.remove} ${name + 1}`} onClick={() => remove(name)}>
                  {words.remove}
                </Button>
              </div>
            ))}
            <Button size="small" onClick={() => add()}>
              {words.add}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

function RefundTo() {
  const { lives, rent } = useMessages();
  const words = lives.exits.bill;
  return (
    <div className={styles.row}>
      <Field.Pick name={["refund_to", "channel"]} label={words.refundTo} all="" hint={words.refundHint} options={CHANNELS.map((each) => [each, rent.channel[each]])} />
      <Field.Text name={["refund_to", "payee_name"]} label={words.payer} />
      <Field.Text name={["refund_to", "payee_account_mask"]} label={words.account} />
    </div>
  );
}

export function ConfirmBill({ bill }: { readonly bill: FinalBill }) {
  const { lives } = useMessages();
  const words = lives.exits.bill;
  const may = useMay();
  const me = useMe();
  if (bill.state !== "drafted" || !may("final_bill:confirm") || bill.maker_id === me.person_id) return null;
  return <Deed small primary label={words.confirm} title={words.confirmTitle} explain={words.confirmExplain} run={(_, headers) => confirmBill(bill, headers)} />;
}

interface Damage {
  amount_fen: number;
  channel: (typeof CHANNELS)[number];
  serial_no?: string;
  payer_name: string;
}

const DamageField = fieldsOf<Damage>();

export function PayDamage({ bill, payer }: { readonly bill: FinalBill; readonly payer: string }) {
  const { lives, rent } = useMessages();
  const words = lives.exits.bill;
  const format = useFormat();
  const may = useMay();
  if (bill.state !== "confirmed" || bill.damage_owed_fen <= 0 || !may("deposit:take")) return null;
  return (
    <Deed<Damage>
      small
      label={words.payDamage(format.money(bill.damage_owed_fen))}
      title={words.payDamageTitle}
      explain={words.payDamageExplain}
      initial={{ amount_fen: bill.damage_owed_fen, channel: "cash", payer_name: payer }}
      run={(values, headers) => payDamage(bill, values, headers)}
    >
      <DamageField.Money name="amount_fen" label={lives.deposit.takeAmount} autoFocus />
      <DamageField.Pick name="channel" label={words.channel} options={CHANNELS.map((each) => [each, rent.channel[each]])} />
      <DamageField.Text name="serial_no" label={words.serial} hint={lives.deposit.serialHint} />
      <DamageField.Text name="payer_name" label={words.payer} />
    </Deed>
  );
}
