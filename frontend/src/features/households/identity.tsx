/** 身份证号, masked. The full number asks for a reason, which is recorded before anything is shown. */
import { useState } from "react";

import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { Fact } from "../../components/fact-strip";
import { fieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import { type Household, type Member, reveal, type Revealed } from "./queries";

interface Props {
  readonly household: Household;
  readonly member: Member;
}

/** The tenant's, in the strip. */
export function Identity({ household, member }: Props) {
  const { homes } = useMessages();
  const words = homes.household;
  const { numbers, masked, setShown } = useNumbers(member);
  return (
    <Fact name={words.identity} {...(numbers.phone !== null && { below: words.phoneOf(numbers.phone) })}>
      {numbers.national_id ?? words.noIdentity}
      {masked && <Reveal household={household} member={member} onShown={setShown} />}
    </Fact>
  );
}

/** The numbers as they may be seen now: masked, or for this once in full. */
export function useNumbers(member: Member) {
  const [shown, setShown] = useState<Revealed | null>(null);
  const numbers = shown ?? { national_id: member.national_id_mask, phone: member.phone_mask };
  const masked = shown === null && (member.national_id_mask !== null || member.phone_mask !== null);
  return { numbers, masked, setShown };
}

const Field = fieldsOf<{ reason: string; other: string }>();

export function Reveal({ household, member, onShown }: Props & { readonly onShown: (shown: Revealed | null) => void }) {
  const { homes } = useMessages();
  const words = homes.household;
  const may = useMay();
  if (!may("identity:reveal")) return null;
  return (
    <Deed<{ reason: string }>
      small
      label={words.reveal}
      title={`${words.revealTitle}：${member.name}`}
      explain={words.revealExplain}
      run={async ({ reason }) => onShown(await reveal(household.id, member.id, reason))}
    >
      <Field.Text name="reason" label={words.reason} placeholder={words.reasonHint} autoFocus />
    </Deed>
  );
}
