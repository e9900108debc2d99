/** A lease on its way to be signed: explained, sent, signed by both sides, put aside. */
import { useQuery } from "@tanstack/react-query";

import { useMe } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { discard, explain, type Explaining, type LeaseDetail, sendToSign, sign, signaturesQuery, type Signing, type SigningSide } from "./queries";

interface Props {
  readonly one: LeaseDetail;
}

const ExplainField = fieldsOf<Explaining>();

export function Explain({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.lease;
  return (
    <Deed<Explaining>
      primary
      label={words.explain}
      title={words.explainTitle}
      explain={words.explainExplain}
      initial={{ acknowledgement: "signed", acknowledged_by: one.tenant_name, explained_on: todayOn() }}
      run={(values) => explain(one, values)}
    >
      <ExplainField.Pick name="acknowledgement" label={words.acknowledgement} options={Object.entries(words.acknowledged)} />
      <ExplainField.Text name="acknowledged_by" label={words.acknowledgedBy} />
      <ExplainField.Files single name="file_id" label={words.signedPaper} hint={words.signedPaperHint} />
      <ExplainField.Text name="proxy_name" label={words.proxyName} hint={words.proxyNameHint} />
      <ExplainField.Files single name="proxy_file" label={words.proxyFile} />
      <ExplainField.Day name="explained_on" label={words.explainedDay} max={todayOn()} />
      <ExplainField.Text name="reason" label={words.backdating} hint={words.backdatingHint} />
    </Deed>
  );
}

export function Send({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.lease;
  return <Deed primary label={words.send} title={words.sendTitle} explain={words.sendExplain} run={() => sendToSign(one)} />;
}

/** The side that has not signed yet; the tenant first, as people do at the counter. */
export function Sign({ one }: Props) {
  const me = useMe();
  const signed = new Set(useQuery(signaturesQuery(one.id)).data?.items.map(({ side }) => side));
  const isTenant = me.roles.includes("tenant");
  return (
    <>
      {!signed.has("tenant") && <SignAs one={one} side="tenant" primary />}
      {!signed.has("operator") && !isTenant && <SignAs one={one} side="operator" primary={signed.has("tenant")} />}
    </>
  );
}

const SignField = fieldsOf<Signing>();

function SignAs({ one, side, primary }: Props & { readonly side: SigningSide; readonly primary: boolean }) {
  const { lives } = useMessages();
  const words = lives.lease;
  const me = useMe();
  const format = useFormat();
  const isTenants = side === "tenant";
  return (
    <Deed<Signing>
      primary={primary}
      label={words.sign[side]}
      title={words.signTitle[side]}
      explain={words.signExplain(format.money(one.monthly_rent_fen), `${one.starts_on} – ${one.ends_on}`)}
      initial={{ name: isTenants ? one.tenant_name : me.name, signed_on: todayOn(), ...(isTenants && { identity_way: "id_card_seen" as const }) }}
      run={(values) => sign(one, side, values)}
    >
      <SignField.Text name="name" label={words.signName} />
      <SignField.Signature name="file_id" label={words.signature} />
      {isTenants && (
        <>
          <SignField.Pick name="identity_way" label={words.identity} options={Object.entries(words.identityWay)} />
          <SignField.Text name="proxy_name" label={words.proxyName} hint={words.proxyNameHint} />
          <SignField.Files single name="proxy_file" label={words.proxyFile} />
        </>
      )}
      <SignField.Day name="signed_on" label={words.signedDay} max={todayOn()} />
      <SignField.Text name="reason" label={words.backdating} hint={words.backdatingHint} />
    </Deed>
  );
}

const ReasonField = fieldsOf<{ reason: string }>();

export function Discard({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.lease;
  return (
    <Deed<{ reason: string }> label={words.void} title={words.voidTitle} explain={words.voidExplain} run={({ reason }) => discard(one, reason)}>
      <ReasonField.Words name="reason" label={words.reason} autoFocus />
    </Deed>
  );
}
