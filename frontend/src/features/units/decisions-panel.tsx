/** Disposals and long repairs: asked by one side, decided by another. Nothing in sight where nothing was asked. */
import { useQuery } from "@tanstack/react-query";

import { type Permission, useMay, useMe } from "../../api/me";
import { Deed } from "../../components/deed";
import { Timeline } from "../../components/timeline";
import { fieldsOf } from "../../forms/fields";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { decide, type Decision, decisionsQuery, retract, type Unit } from "./queries";

const NEEDS: Readonly<Record<Decision["kind"], Permission>> = { long_repair: "unit:confirm_repair", withdrawal: "unit:review_withdrawal" };

export function DecisionsPanel({ one }: { readonly one: Unit }) {
  const { unit: words } = useMessages();
  const format = useFormat();
  const items = useQuery(decisionsQuery(one.id)).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Timeline
      title={words.decisions.title}
      empty=""
      happenings={items.map((decision) => ({
        key: decision.id,
        when: format.when(decision.made_at.slice(0, 10)),
        waits: decision.state === "asked",
        what: `${words.decisions.ask(words.decisionKind[decision.kind], decision.reason)} ${words.decisionState[decision.state]}`,
        more: (
          <>
            {[decision.legal_basis, decision.until_on, decision.decision].filter(Boolean).join(" ")}
            <DecisionDeeds one={decision} />
          </>
        ),
      }))}
    />
  );
}

interface Values {
  outcome: "yes" | "no";
  words: string;
}

const Field = fieldsOf<Values>();

export function DecisionDeeds({ one }: { readonly one: Decision }) {
  const { unit } = useMessages();
  const words = unit.decisions;
  const may = useMay();
  const me = useMe();
  if (one.state !== "asked") return null;
  return (
    <span className="deeds">
      {may(NEEDS[one.kind]) && one.maker_id !== me.person_id && (
        <Deed<Values> small primary label={words.decide} title={words.decideTitle(unit.decisionKind[one.kind])} explain={one.reason} initial={{ outcome: "yes" }} run={({ outcome, words: why }) => decide(one, outcome === "yes", why)}>
          <Field.Pick name="outcome" label={words.outcome} options={Object.entries(words.outcomes)} />
          <Field.Words name="words" label={words.words} autoFocus />
        </Deed>
      )}
      {one.kind === "withdrawal" && may("unit:withdraw") && (
        <Deed<Pick<Values, "words">> small label={words.retract} title={words.retractTitle} explain={one.reason} run={({ words: why }) => retract(one, why)}>
          <Field.Words name="words" label={words.words} autoFocus />
        </Deed>
      )}
    </span>
  );
}
