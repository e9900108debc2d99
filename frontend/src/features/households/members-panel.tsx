/** 同住: the people of the household. Their numbers are masked; the full ones ask for a reason. */
import { Form, Input } from "antd";
import { useState } from "react";

import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { Panel } from "../../components/panel";
import { useMessages } from "../../i18n/language";
import styles from "./household.module.css";
import { type Household, type Member, reveal, type Revealed } from "./queries";

export function MembersPanel({ household }: { readonly household: Household }) {
  const { homes } = useMessages();
  return (
    <Panel title={homes.household.members(household.members.length)} note={homes.tier[household.tier]}>
      {household.members.map((member) => (
        <MemberLine key={member.id} member={member} householdId={household.id} />
      ))}
    </Panel>
  );
}

interface LineProps {
  readonly member: Member;
  readonly householdId: string;
}

function MemberLine({ member, householdId }: LineProps) {
  const { homes } = useMessages();
  const may = useMay();
  const [shown, setShown] = useState<Revealed | null>(null);
  const numbers = shown ?? { national_id: member.national_id_mask, phone: member.phone_mask };
  const masked = shown === null && (member.national_id_mask !== null || member.phone_mask !== null);
  return (
    <div className={styles.member}>
      <b>{member.name}</b>
      <span>{member.is_tenant ? homes.household.tenant : member.relation}</span>
      {masked && may("identity:reveal") && <Reveal member={member} householdId={householdId} onShown={setShown} />}
      <span className={styles.numbers}>
        <span className="nw">{numbers.national_id}</span>
        <span className="nw">{numbers.phone}</span>
      </span>
    </div>
  );
}

function Reveal({ member, householdId, onShown }: LineProps & { readonly onShown: (shown: Revealed | null) => void }) {
  const { homes } = useMessages();
  const words = homes.household;
  return (
    <Deed<{ reason: string }>
      small
      label={words.reveal}
      title={`${words.revealTitle}：${member.name}`}
      explain={words.revealExplain}
      run={async ({ reason }) => onShown(await reveal(householdId, member.id, reason))}
    >
      <Form.Item name="reason" label={words.reason}>
        <Input autoFocus placeholder={words.reasonHint} />
      </Form.Item>
    </Deed>
  );
}
