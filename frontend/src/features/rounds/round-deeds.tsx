/** What can be done with a round now, by whoever may: a table of its steps, not branches. */
import type { ReactNode } from "react";

import { type Me, type Permission, useMay, useMe } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { CommitDeed, DrawDeed } from "./draw-deeds";
import { type CorrectingStep, type Ordering, type PlainStep, publish, type ReasonedStep, type Round, type RoundEvent, step, stepFor } from "./queries";

interface Props {
  readonly one: Round;
  /** The latest of the round's orderings. */
  readonly ordering: Ordering | undefined;
}

interface Rule {
  readonly event: RoundEvent;
  readonly needs: Permission;
  /** Besides the state and the right: the day has come, another person did what came before. */
  readonly when?: (props: Props, me: Me, today: string) => boolean;
  readonly of: (props: Props) => ReactNode;
}

const plain = (event: PlainStep) => ({ one }: Props) => <Plain one={one} event={event} />;
const reasoned = (event: ReasonedStep) => ({ one }: Props) => <Reasoned one={one} event={event} />;

/** Steps forward first; what takes something back stands at the end. */
const RULES: readonly Rule[] = [
  { event: "publish_plan", needs: "round:publish", when: ({ one }, me) => one.maker_id !== me.person_id, of: plain("publish_plan") },
  { event: "open_registration", needs: "round:plan", when: ({ one }, _, today) => isPast(one.registration_opens_on, today, true), of: plain("open_registration") },
  { event: "finish_review", needs: "round:plan", when: ({ one }, _, today) => isPast(one.registration_closes_on, today), of: plain("finish_review") },
  { event: "freeze", needs: "round:plan", when: ({ one, ordering }) => !isFrozen(ordering) && (one.method !== "lottery" || isCommitted(ordering)), of: plain("freeze") },
  { event: "order", needs: "round:plan", when: ({ ordering }, _, today) => isFrozen(ordering) && (ordering?.public_on ?? "") <= today, of: ({ one, ordering }) => <DrawDeed one={one} ordering={ordering} /> },
  { event: "publish_order", needs: "round:publish", when: ({ one }, me) => one.ordered_by !== me.person_id, of: ({ one }) => <Correcting one={one} event="publish_order" words="publish_order" /> },
  { event: "start_selection", needs: "round:run_selection", when: ({ one }, _, today) => isPast(one.objections_until, today), of: plain("start_selection") },
  { event: "close", needs: "round:plan", of: plain("close") },
  { event: "publish_result", needs: "round:publish", of: ({ one }) => <Correcting one={one} event="publish_result" words={one.state === "selecting" ? "publish_result" : "correct_result"} /> },
  { event: "withdraw_plan", needs: "round:publish", of: reasoned("withdraw_plan") },
  { event: "reopen_review", needs: "round:publish", of: reasoned("reopen_review") },
  { event: "cancel", needs: "round:publish", of: reasoned("cancel") },
];

const isPast = (on: string | null, today: string, included = false) => on !== null && (included ? on <= today : on < today);
const isCommitted = (ordering: Ordering | undefined) => ordering !== undefined && ordering.commitment !== null && ordering.given_up_at === null;
const isFrozen = (ordering: Ordering | undefined) => ordering !== undefined && ordering.inputs_sha256 !== null && ordering.given_up_at === null && !ordering.is_drawn;

/** The steps that this person may take today. */
export function stepsFor(props: Props, me: Me, today: string): readonly RoundEvent[] {
  return openRules(props, me, today).map(({ event }) => event);
}

const openRules = (props: Props, me: Me, today: string) =>
  RULES.filter(({ event, needs, when }) => props.one.possible.includes(event) && me.permissions.includes(needs) && (when?.(props, me, today) ?? true));

export function RoundDeeds(props: Props) {
  const me = useMe();
  const may = useMay();
  return (
    <>
      {may("round:plan") && mayCommit(props) && <CommitDeed one={props.one} again={props.ordering !== undefined} />}
      {openRules(props, me, todayOn()).map(({ event, of }) => (
        <span key={event}>{of(props)}</span>
      ))}
    </>
  );
}

/** Before the participants are frozen, and while nothing that holds is committed. */
export function mayCommit({ one, ordering }: Props): boolean {
  return one.method === "lottery" && ["plan_draft", "registration_open", "reviewed"].includes(one.state) && !isCommitted(ordering);
}

function Plain({ one, event }: { readonly one: Round; readonly event: PlainStep }) {
  const { rounds } = useMessages();
  return <Deed primary {...rounds.deeds[event]} run={() => step(one, event)} />;
}

interface Reason {
  reason: string;
}

const Field = fieldsOf<Reason>();

function Reasoned({ one, event }: { readonly one: Round; readonly event: ReasonedStep }) {
  const { rounds } = useMessages();
  return (
    <Deed<Reason> {...rounds.deeds[event]} run={({ reason }) => stepFor(one, event, reason)}>
      <Field.Words name="reason" label={rounds.reason} autoFocus />
    </Deed>
  );
}

interface CorrectingProps {
  readonly one: Round;
  readonly event: CorrectingStep;
  readonly words: CorrectingStep | "correct_result";
}

function Correcting({ one, event, words }: CorrectingProps) {
  const { rounds } = useMessages();
  return (
    <Deed<Partial<Reason>> primary={words !== "correct_result"} {...rounds.deeds[words]} run={({ reason }) => publish(one, event, reason)}>
      <Field.Words name="reason" label={rounds.correction} hint={rounds.correctionHint} autoFocus />
    </Deed>
  );
}
