/** The lease in a strip: term, rent, deposit, home. */
import type { ReactNode } from "react";

import { Money } from "../../components/money";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./household.module.css";
import type { Lease } from "./queries";

interface Props {
  readonly lease: Lease;
  /** More facts at the end of the strip: what is owed. */
  readonly children?: ReactNode;
}

export function LeaseFacts({ lease, children }: Props) {
  const { homes } = useMessages();
  const words = homes.household;
  const format = useFormat();
  const differs = lease.rule_rent_fen !== null && lease.rule_rent_fen !== lease.monthly_rent_fen;
  return (
    <dl className={styles.strip}>
      <Fact name={`${words.contract} ${lease.contract_no}`} below={words.area(lease.area_m2)}>
        {lease.starts_on} {words.until} {lease.ends_on}
      </Fact>
      <Fact
        name={words.rent}
        below={differs ? words.ruleRent(format.money(lease.rule_rent_fen ?? 0)) : words.ruleSame}
      >
        <Money fen={lease.monthly_rent_fen} unit />
      </Fact>
      {children}
      <Fact name={words.deposit}>
        <Money fen={lease.deposit_fen} unit />
      </Fact>
      <Fact name={words.tierOf}>{homes.tier[lease.tier]}</Fact>
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly below?: ReactNode;
  readonly tone?: "late" | "wait" | undefined;
  readonly children: ReactNode;
}

export function Fact({ name, below, tone, children }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={tone}>{children}</dd>
      {below !== undefined && <dd>{below}</dd>}
    </div>
  );
}
