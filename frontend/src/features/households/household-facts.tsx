/** The household and its lease in a strip: who, until when, how much, what is owed. */
import { useQuery } from "@tanstack/react-query";

import { useMay } from "../../api/me";
import { Fact } from "../../components/fact-strip";
import { Money } from "../../components/money";
import { Why } from "../../components/why";
import { daysBetween, todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { arrearsQuery, type Household, type Lease } from "./queries";
import { Identity } from "./identity";

interface Props {
  readonly household: Household;
  readonly lease: Lease | undefined;
}

export function HouseholdFacts({ household, lease }: Props) {
  const may = useMay();
  const tenant = household.members.find(({ is_tenant }) => is_tenant);
  return (
    <>
      {tenant && <Identity household={household} member={tenant} />}
      {lease && <LeaseFacts lease={lease} />}
      {lease && may("rent:read") && <Owed lease={lease} />}
      {lease && <Deposit lease={lease} />}
    </>
  );
}

function LeaseFacts({ lease }: { readonly lease: Lease }) {
  const { homes } = useMessages();
  const words = homes.household;
  const format = useFormat();
  const left = daysBetween(todayOn(), lease.ends_on);
  const agreed = lease.rule_rent_fen !== null && lease.rule_rent_fen !== lease.monthly_rent_fen;
  return (
    <>
      <Fact name={`${words.contract} ${lease.contract_no}`} below={left >= 0 ? words.daysLeft(format.count(left)) : words.over} tone={left < 0 ? "late" : undefined}>
        {lease.starts_on} {words.until} {lease.ends_on}
      </Fact>
      <Fact name={words.rent} why={<Why figure="rent" projectId={lease.project_id} />} below={agreed ? words.ruleRent(format.money(lease.rule_rent_fen ?? 0)) : words.area(lease.area_m2)}>
        <Money fen={lease.monthly_rent_fen} unit />
      </Fact>
    </>
  );
}

function Owed({ lease }: { readonly lease: Lease }) {
  const { homes, rent } = useMessages();
  const words = homes.household;
  const format = useFormat();
  const { data } = useQuery(arrearsQuery(lease.id));
  if (!data) return null;
  const { overdue_fen: overdue, operator_fen: advanced, months_owed: months } = data;
  const below = [months > 0 && rent.counter.monthsOwed(months), advanced > 0 && words.advanced(format.money(advanced))].filter(Boolean).join("，");
  return (
    <Fact name={words.owed} why={<Why figure="months_owed" projectId={lease.project_id} />} tone={overdue > 0 ? "late" : undefined} below={overdue === 0 ? words.owedNone : below}>
      <Money fen={overdue} unit />
    </Fact>
  );
}

function Deposit({ lease }: { readonly lease: Lease }) {
  const { homes } = useMessages();
  const words = homes.household;
  return (
    <Fact name={words.deposit} why={<Why figure="deposit" projectId={lease.project_id} />} below={homes.tier[lease.tier]}>
      <Money fen={lease.deposit_fen} unit />
    </Fact>
  );
}
