/** Registering a household, and what the re-check says of it. */
import { useMay } from "../../api/me";
import type { components } from "../../api/schema";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Applicant, recheck, register, type Registration, review, type Round, score, withdraw } from "./queries";

type Rechecked = components["schemas"]["RecheckOut"];

const ApplicantField = fieldsOf<Applicant>();

/** Open on the days of the window; the calendar opens it by itself. */
export function RegisterDeed({ one }: { readonly one: Round }) {
  const { rounds } = useMessages();
  const words = rounds.registrations;
  const may = useMay();
  const today = todayOn();
  const { registration_opens_on: opens, registration_closes_on: closes } = one;
  const isOpen = (one.state === "registration_open" || one.state === "plan_published") && opens !== null && closes !== null && opens <= today && today <= closes;
  if (!isOpen || !may("round:register")) return null;
  return (
    <Deed<Applicant> small primary label={words.register} title={words.registerTitle} explain={words.registerExplain} run={(applicant) => register(one.id, applicant)}>
      <ApplicantField.Text name="name" label={words.applicant} autoFocus />
      <ApplicantField.Text name="national_id" label={words.nationalId} />
    </Deed>
  );
}

export function RecheckDeed({ one, onDone }: { readonly one: Round; readonly onDone: (told: Rechecked) => void }) {
  const { rounds } = useMessages();
  const words = rounds.registrations;
  const may = useMay();
  if (one.state !== "registration_open" || !may("round:plan")) return null;
  return <Deed small label={words.recheck} title={words.recheckTitle} explain={words.recheckExplain} run={() => recheck(one.id)} onDone={(answer) => onDone(answer as Rechecked)} />;
}

interface Props {
  readonly round: Round;
  readonly one: Registration;
}

interface Reason {
  reason?: string;
}

const Field = fieldsOf<Reason>();

export function RegistrationDeeds({ round, one }: Props) {
  const may = useMay();
  if (round.state !== "registration_open") return null;
  const can = (event: Registration["possible"][number]) => one.possible.includes(event);
  return (
    <span className="deeds">
      {may("round:plan") && (
        <>
          {round.method === "score" && can("withdraw") && <Score round={round} one={one} />}
          {can("admit") && <Admit one={one} />}
          {can("refuse") && <Refuse one={one} />}
        </>
      )}
      {may("round:register") && can("withdraw") && <Withdraw one={one} />}
    </span>
  );
}

interface OneProps {
  readonly one: Registration;
}

function Admit({ one }: OneProps) {
  const { rounds } = useMessages();
  const words = rounds.registrations;
  return <Deed small label={words.admit} title={words.admitTitle(one.applicant_name)} run={() => review(one, "admit")} />;
}

function Refuse({ one }: OneProps) {
  const { rounds } = useMessages();
  const words = rounds.registrations;
  return (
    <Deed<Reason> small label={words.refuse} title={words.refuseTitle(one.applicant_name)} explain={words.refuseExplain} run={({ reason }) => review(one, "refuse", reason)}>
      <Field.Words name="reason" label={words.reason} autoFocus />
    </Deed>
  );
}

function Withdraw({ one }: OneProps) {
  const { rounds } = useMessages();
  const words = rounds.registrations;
  return (
    <Deed<Reason> small label={words.withdraw} title={words.withdrawTitle(one.applicant_name)} explain={words.withdrawExplain} run={({ reason }) => withdraw(one, reason)}>
      <Field.Words name="reason" label={words.reason} autoFocus />
    </Deed>
  );
}

const ScoreField = fieldsOf<Record<string, string>>();

function Score({ round, one }: Props) {
  const { rounds } = useMessages();
  const words = rounds.registrations;
  const written = Object.fromEntries(Object.entries(one.scores).map(([code, points]) => [code, String(points)]));
  return (
    <Deed<Record<string, string>>
      small
      label={words.score}
      title={words.scoreTitle(one.applicant_name)}
      initial={written}
      run={(points) => score(one, Object.fromEntries(Object.entries(points).map(([code, typed]) => [code, Number(typed)])))}
    >
      {round.score_items.map(({ code, name, most }, at) => (
        <ScoreField.Figure key={code} name={code} label={name} hint={words.most(most)} autoFocus={at === 0} />
      ))}
    </Deed>
  );
}
