/** 同住: the people of the household, their numbers masked. */
import { Panel } from "../../components/panel";
import { useMessages } from "../../i18n/language";
import styles from "./household.module.css";
import { Reveal, useNumbers } from "./identity";
import type { Household, Member } from "./queries";

export function MembersPanel({ household }: { readonly household: Household }) {
  const { homes } = useMessages();
  return (
    <Panel title={homes.household.members(household.members.length)} note={homes.tier[household.tier]}>
      {household.members.map((member) => (
        <MemberLine key={member.id} member={member} household={household} />
      ))}
    </Panel>
  );
}

function MemberLine({ member, household }: { readonly member: Member; readonly household: Household }) {
  const { homes } = useMessages();
  const { numbers, masked, setShown } = useNumbers(member);
  return (
    <div className={styles.member}>
      <b>{member.name}</b>
      <span>{member.is_tenant ? homes.household.tenant : member.relation}</span>
      {masked && !member.is_tenant && <Reveal member={member} household={household} onShown={setShown} />}
      {!member.is_tenant && (
        <span className={styles.numbers}>
          <span className="nw">{numbers.national_id}</span>
          <span className="nw">{numbers.phone}</span>
        </span>
      )}
    </div>
  );
}
