/** The next step of a contract, by who may take it. */
import { useMay, useMe } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { activate, type Contract, publish, sign } from "./queries";

interface Props {
  readonly one: Contract;
}

export function ContractDeeds({ one }: Props) {
  const may = useMay();
  const me = useMe();
  return (
    <>
      {one.possible.includes("sign") && may("contract:sign") && one.maker_id !== me.person_id && <Sign one={one} />}
      {one.possible.includes("publish") && may("contract:draft") && <Publish one={one} />}
      {one.possible.includes("start") && may("contract:draft") && <Activate one={one} />}
    </>
  );
}

const SignField = fieldsOf<{ signed_on: string }>();

function Sign({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.contract;
  return (
    <Deed<{ signed_on: string }> primary label={words.sign} title={words.signTitle} explain={words.signExplain} initial={{ signed_on: todayOn() }} run={({ signed_on }) => sign(one, signed_on)}>
      <SignField.Day name="signed_on" label={words.signedOn} max={todayOn()} autoFocus />
    </Deed>
  );
}

const PublishField = fieldsOf<{ announcement: string }>();

function Publish({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.contract;
  return (
    <Deed<{ announcement: string }> primary label={words.publish} title={words.publishTitle} explain={words.publishExplain} run={({ announcement }) => publish(one, announcement)}>
      <PublishField.Text name="announcement" label={words.announcement} autoFocus />
    </Deed>
  );
}

const ActivateField = fieldsOf<{ reason: string }>();

function Activate({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.contract;
  return (
    <Deed<{ reason?: string }> primary label={words.activate} title={words.activateTitle} explain={words.activateExplain} run={({ reason }) => activate(one, reason)}>
      <ActivateField.Words name="reason" label={words.backdating} autoFocus />
    </Deed>
  );
}
