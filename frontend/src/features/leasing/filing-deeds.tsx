/** Filing a lease: the operator submits, the purchaser confirms with a receipt or gives it back. */
import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { confirm, type Filing, giveBack, submit } from "./queries";

interface Props {
  readonly one: Filing;
}

export function FilingDeeds({ one }: Props) {
  const may = useMay();
  return (
    <span className="deeds">
      {one.state === "to_file" && may("filing:submit") && <Submit one={one} />}
      {one.state === "submitted" && may("filing:confirm") && <GiveBack one={one} />}
      {one.state === "submitted" && may("filing:confirm") && <Confirm one={one} />}
    </span>
  );
}

interface Papers {
  file_ids?: readonly File[];
}

const PapersField = fieldsOf<Papers>();

function Submit({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.filing;
  return (
    <Deed<Papers> small label={words.submit} title={words.submitTitle(one.contract_no)} explain={words.submitExplain} run={({ file_ids }) => submit(one, file_ids)}>
      <PapersField.Files name="file_ids" label={words.papers} />
    </Deed>
  );
}

const ReasonField = fieldsOf<{ reason: string }>();

function GiveBack({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.filing;
  return (
    <Deed<{ reason: string }> small label={words.giveBack} title={words.giveBackTitle} explain={words.giveBackExplain} run={({ reason }) => giveBack(one, reason)}>
      <ReasonField.Words name="reason" label={words.reason} autoFocus />
    </Deed>
  );
}

interface Receipt {
  receipt_no: string;
  confirmed_on: string;
}

const ReceiptField = fieldsOf<Receipt>();

function Confirm({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.filing;
  return (
    <Deed<Receipt> small label={words.confirm} title={words.confirmTitle} explain={words.confirmExplain} initial={{ confirmed_on: todayOn() }} run={(values) => confirm(one, values)}>
      <ReceiptField.Text name="receipt_no" label={words.receipt} autoFocus />
      <ReceiptField.Day name="confirmed_on" label={words.confirmedOn} max={todayOn()} />
    </Deed>
  );
}
