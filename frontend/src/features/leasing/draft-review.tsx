/** The lease as it was drafted: its facts, and its rent step by step; dates can still be changed. */
import { useQuery } from "@tanstack/react-query";

import { Deed } from "../../components/deed";
import { Money } from "../../components/money";
import { QueryProblem } from "../../components/query-problem";
import { RentTrace } from "../../components/rent-trace";
import { fieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import { change, type Changing, type LeaseDetail, leaseQuery } from "./queries";

export function DraftReview({ leaseId }: { readonly leaseId: string }) {
  const answer = useQuery(leaseQuery(leaseId));
  return (
    <>
      <QueryProblem of={answer} />
      {answer.data && <Review one={answer.data} />}
    </>
  );
}

interface Props {
  readonly one: LeaseDetail;
}

function Review({ one }: Props) {
  const { homes, lives } = useMessages();
  const words = lives.leasing;
  return (
    <div className="grid">
      <dl className="facts">
        <dt>{words.contract}</dt>
        <dd>{one.contract_no}</dd>
        <dt>{words.home}</dt>
        <dd>{homes.address(one.building, one.entrance, one.room)}</dd>
        <dt>{words.tenant}</dt>
        <dd>{one.tenant_name}</dd>
        <dt>{words.tierOf}</dt>
        <dd>{homes.tier[one.tier]}</dd>
        <dt>{words.term}</dt>
        <dd>
          {one.starts_on} – {one.ends_on}
        </dd>
        <dt>{lives.lease.deposit}</dt>
        <dd>
          <Money fen={one.deposit_fen} unit />
        </dd>
      </dl>
      <h3>{words.rentByRule}</h3>
      {one.rent_trace && <RentTrace trace={one.rent_trace} tier={one.tier} projectId={one.project_id} />}
      <div>
        <Change one={one} />
      </div>
    </div>
  );
}

const Field = fieldsOf<Changing>();

function Change({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.leasing;
  if (one.state !== "draft") return null;
  return (
    <Deed<Changing> small label={words.changeTerm} title={words.changeTerm} explain={words.changeExplain} initial={{ starts_on: one.starts_on, ends_on: one.ends_on }} run={(values) => change(one, values)}>
      <Field.Day name="starts_on" label={words.startsOn} />
      <Field.Day name="ends_on" label={words.endsOn} hint={words.endsHint} />
      <Field.Words name="note" label={lives.lease.note} />
      <Field.Text name="reason" label={lives.lease.backdating} hint={lives.lease.backdatingHint} />
    </Deed>
  );
}
