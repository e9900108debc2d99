/** Suspending, resuming and cancelling: proposed by one person of the bureau, decided by another. */
import { useMay, useMe } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { decide, type Decision, type Eligibility, type Measure, type MeasureIn, propose } from "./queries";

const MEASURES: readonly Measure["measure"][] = ["suspend", "resume", "cancel"];

interface Props {
  readonly one: Eligibility;
}

type Values = Omit<MeasureIn, "measure">;

const Field = fieldsOf<Values>();

export function ProposeDeeds({ one }: Props) {
  const { eligibility } = useMessages();
  const words = eligibility.measures;
  const may = useMay();
  if (!may("eligibility:grant")) return null;
  return MEASURES.filter((measure) => one.possible.includes(measure)).map((measure) => (
    <Deed<Values> key={measure} {...words[measure]} explain={words.explain} initial={{ effective_on: todayOn() }} run={(values) => propose(one, { ...values, measure })}>
      <Field.Day name="effective_on" label={words.on} autoFocus />
      <Field.Words name="reason" label={words.reason} />
      <Field.Text name="legal_basis" label={words.basis} hint={words.basisHint} />
      <Field.Text name="document_no" label={words.document} />
      {measure === "cancel" && <Field.Check name="with_ban" label={words.withBan} />}
    </Deed>
  ));
}

const DECISIONS = ["confirm", "reject"] as const satisfies readonly Decision[];

const NoteField = fieldsOf<{ note: string }>();

/** Whoever proposed it does not see them. */
export function DecideDeeds({ one, measure }: Props & { readonly measure: Measure }) {
  const { eligibility } = useMessages();
  const words = eligibility.measures;
  const may = useMay();
  const me = useMe();
  if (measure.state !== "proposed" || measure.maker_id === me.person_id || !may("eligibility:decide")) return null;
  const what = eligibility.measure[measure.measure];
  return (
    <span className="deeds">
      {DECISIONS.map((decision) => (
        <Deed<{ note?: string }>
          key={decision}
          small
          primary={decision === "confirm"}
          label={words[decision]}
          title={words[`${decision}Title`](what)}
          explain={words[`${decision}Explain`]}
          run={({ note }) => decide(one, measure, decision, note)}
        >
          <NoteField.Words name="note" label={words.note} autoFocus />
        </Deed>
      ))}
    </span>
  );
}
