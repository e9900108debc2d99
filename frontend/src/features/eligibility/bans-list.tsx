/** 不得再申请: proposed by one person, in force once another has decided. */
import { useMay, useMe } from "../../api/me";
import { usePaged } from "../../api/paged";
import { Deed } from "../../components/deed";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { fieldsOf } from "../../forms/fields";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Ban, type BanIn, bansQuery, decideBan, lift, proposeBan } from "./queries";

const TONES: Readonly<Record<Ban["state"], Tone>> = { proposed: "waiting", in_force: "good", rejected: "plain", lifted: "plain" };

export function BansList() {
  const { eligibility } = useMessages();
  const words = eligibility.bans;
  const answer = usePaged(bansQuery(undefined, usePaging()));
  return (
    <ListPanel
      list="bans"
      title={words.list}
      more={<Propose />}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      columns={[
        { key: "name", title: words.name, cell: (row) => <span className="nw">{row.person_name}</span> },
        { key: "id", title: words.id, cell: (row) => row.national_id_mask },
        { key: "period", title: words.period, cell: (row) => <span className="nw">{words.periodOf(row.from_on, row.until_on)}</span> },
        { key: "reason", title: words.reason, cell: (row) => `${row.reason} ${row.document_no}` },
        { key: "state", title: words.state, cell: (row) => <StatusBadge tone={TONES[row.state]}>{eligibility.banState[row.state]}</StatusBadge> },
        { key: "deeds", title: "", align: "end", cell: (row) => <BanDeeds one={row} /> },
      ]}
    />
  );
}

const Field = fieldsOf<BanIn>();

function Propose() {
  const { eligibility } = useMessages();
  const words = eligibility.bans;
  const may = useMay();
  if (!may("eligibility:grant")) return null;
  return (
    <Deed<BanIn> small label={words.propose} title={words.proposeTitle} explain={words.proposeExplain} initial={{ from_on: todayOn() }} run={proposeBan}>
      <Field.Text name="name" label={words.name} autoFocus />
      <Field.Text name="national_id" label={words.id} />
      <Field.Day name="from_on" label={words.from} />
      <Field.Words name="reason" label={words.reason} />
      <Field.Text name="legal_basis" label={eligibility.measures.basis} hint={eligibility.measures.basisHint} />
      <Field.Text name="document_no" label={eligibility.measures.document} />
    </Deed>
  );
}

const LiftField = fieldsOf<{ reason: string }>();

export function BanDeeds({ one }: { readonly one: Ban }) {
  const { eligibility } = useMessages();
  const words = eligibility.bans;
  const may = useMay();
  const me = useMe();
  if (!may("eligibility:decide")) return null;
  const bySecond = one.maker_id !== me.person_id;
  return (
    <span className="deeds">
      {bySecond && one.possible.includes("confirm") && <Deed small primary label={words.confirm} title={words.confirmTitle(one.person_name)} explain={one.reason} run={() => decideBan(one, "confirm")} />}
      {bySecond && one.possible.includes("reject") && <Deed small label={words.reject} title={words.rejectTitle(one.person_name)} explain={one.reason} run={() => decideBan(one, "reject")} />}
      {one.possible.includes("lift") && (
        <Deed<{ reason: string }> small label={words.lift} title={words.liftTitle(one.person_name)} explain={words.liftExplain} run={({ reason }) => lift(one, reason)}>
          <LiftField.Words name="reason" label={words.reason} autoFocus />
        </Deed>
      )}
    </span>
  );
}
