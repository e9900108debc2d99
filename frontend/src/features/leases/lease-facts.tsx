/** The lease in a strip: term, rent, deposit, home and tier, when it was signed. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { Fact } from "../../components/fact-strip";
import { Money } from "../../components/money";
import { Why } from "../../components/why";
import { daysBetween, todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { depositQuery, type LeaseDetail } from "./queries";

interface Props {
  readonly one: LeaseDetail;
}

const OVER = new Set(["terminated", "void"]);

export function LeaseFacts({ one }: Props) {
  const { homes, lives } = useMessages();
  const words = lives.lease;
  const format = useFormat();
  return (
    <>
      <Term one={one} />
      <Fact name={words.rent} why={<Why figure="rent" projectId={one.project_id} />} below={ruleOf(one, words, format.money)}>
        <Money fen={one.monthly_rent_fen} unit />
      </Fact>
      <Deposit one={one} />
      <Fact name={words.tier} below={words.home(format.decimal(one.area_m2))}>
        {homes.tier[one.tier]}
      </Fact>
      <Fact name={words.charged} below={<Since one={one} />}>
        {one.charged_from}
      </Fact>
    </>
  );
}

function ruleOf({ rule_rent_fen: byRule, monthly_rent_fen: rent }: LeaseDetail, words: { readonly byRule: string; readonly noRule: string; readonly ruleRent: (figure: string) => string }, money: (fen: number) => string) {
  if (byRule === null) return words.noRule;
  return byRule === rent ? words.byRule : words.ruleRent(money(byRule));
}

function Term({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.lease;
  const format = useFormat();
  const left = daysBetween(todayOn(), one.ends_on);
  const over = left < 0 && !OVER.has(one.state);
  const relocation = one.relocation_until === null ? undefined : words.relocation(format.day(one.relocation_until));
  return (
    <Fact name={words.term} tone={over ? "late" : undefined} below={relocation ?? (left >= 0 ? words.daysLeft(format.count(left)) : words.over)}>
      {one.starts_on} – {one.ends_on}
    </Fact>
  );
}

function Deposit({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.lease;
  const format = useFormat();
  const may = useMay();
  const { data } = useQuery({ ...depositQuery(one.id), enabled: may("rent:read") });
  return (
    <Fact name={words.deposit} why={<Why figure="deposit" projectId={one.project_id} />} {...(data && { below: words.held(format.money(data.held_fen)) })}>
      <Money fen={one.deposit_fen} unit />
    </Fact>
  );
}

/** When it was signed, and what it follows. */
function Since({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.lease;
  const format = useFormat();
  const before = one.renewed_from ?? one.exchanged_from;
  return (
    <>
      {one.vacated_on !== null ? words.vacated(format.day(one.vacated_on)) : one.signed_on === null ? words.unsigned : words.signedOn(format.day(one.signed_on))}
      {before !== null && (
        <>
          {" "}
          <Link to="/leases/$leaseId" params={{ leaseId: before }}>
            {words.previous}
          </Link>
        </>
      )}
    </>
  );
}
