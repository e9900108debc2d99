/** A round of allocation: how far it is, what can be done now, and each of its stages. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { Page } from "../../components/page";
import { Pending } from "../../components/pending";
import { type Step, StepChain } from "../../components/step-chain";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { type Format, todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Messages } from "../../i18n/zh";
import { KeptPanel } from "./kept-panel";
import { ObjectionsPanel } from "./objections-panel";
import { OrderingsPanel } from "./orderings-panel";
import { PlanPanel } from "./plan-panel";
import { orderingsQuery, type Round, roundQuery } from "./queries";
import { RegistrationsPanel } from "./registrations-panel";
import { RoundBadge } from "./round-badge";
import { RoundDeeds } from "./round-deeds";
import { placeOf, type Stage, STAGES, stagesOf } from "./stages";
import { UnitsPanel } from "./units-panel";
import { VersionsPanel } from "./versions-panel";

export function RoundPage() {
  const { rounds } = useMessages();
  const { roundId = "" } = useParams({ strict: false });
  const answer = useQuery(roundQuery(roundId));
  if (answer.data) return <One one={answer.data} />;
  return <Pending title={rounds.list.title} answer={answer} />;
}

interface Search {
  readonly step?: string | undefined;
}

function One({ one }: { readonly one: Round }) {
  const messages = useMessages();
  const { rounds } = messages;
  const format = useFormat();
  const { step } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const orderings = useQuery(orderingsQuery(one.id));
  const today = todayOn();
  const stage = STAGES.find((known) => known === step) ?? placeOf(one, today)[0];
  return (
    <Page
      title={one.title}
      parents={[{ label: rounds.list.title, link: { to: "/rounds" } }]}
      beside={<RoundBadge one={one} />}
      situation={situationOf(one, today, messages, format)}
      actions={
        <>
          <Ways one={one} />
          <RoundDeeds one={one} ordering={orderings.data?.items[0]} />
        </>
      }
    >
      <StepChain label={rounds.chain} steps={stepsOf(one, today, messages)} selected={stage} onSelect={(key) => setSearch({ step: key })} />
      <div className="beside">
        <div className="grid">
          <StageParts one={one} stage={stage} />
        </div>
        <div className="grid">
          {stage !== "plan" && <PlanPanel one={one} />}
          <VersionsPanel one={one} />
        </div>
      </div>
    </Page>
  );
}

/** Where the session is run and shown, while it runs. */
function Ways({ one }: { readonly one: Round }) {
  const { rounds } = useMessages();
  const may = useMay();
  if (one.state === "plan_draft" && may("round:plan"))
    return (
      <Link to="/rounds/$roundId/plan" params={{ roundId: one.id }} className="button">
        {rounds.plan.change}
      </Link>
    );
  if (one.state !== "selecting") return null;
  return (
    <>
      <Link to="/hall/$roundId" params={{ roundId: one.id }} target="_blank" className="button">
        {rounds.desk.hall}
      </Link>
      {may("round:run_selection") && (
        <Link to="/rounds/$roundId/desk" params={{ roundId: one.id }} className="button primary">
          {rounds.desk.open}
        </Link>
      )}
    </>
  );
}

function StageParts({ one, stage }: { readonly one: Round; readonly stage: Stage }) {
  switch (stage) {
    case "plan":
      return (
        <>
          <PlanPanel one={one} />
          <UnitsPanel one={one} />
        </>
      );
    case "registration":
    case "review":
      return <RegistrationsPanel one={one} />;
    case "order":
      return (
        <>
          <OrderingsPanel one={one} />
          <RegistrationsPanel one={one} />
        </>
      );
    case "notice":
      return (
        <>
          <ObjectionsPanel one={one} />
          <RegistrationsPanel one={one} />
        </>
      );
    default:
      return (
        <>
          <KeptPanel one={one} />
          <RegistrationsPanel one={one} />
          {stage === "result" && <UnitsPanel one={one} />}
        </>
      );
  }
}

function situationOf(one: Round, today: string, { rounds }: Messages, format: Format): string {
  const words = rounds.situation;
  const day = (on: string | null) => (on === null ? "" : format.day(on));
  const by: Readonly<Partial<Record<Round["state"], () => string>>> = {
    plan_published: () => words.plan_published(day(one.registration_opens_on)),
    registration_open: () => (placeOf(one, today)[0] === "review" ? words.toReview : words.registration_open(day(one.registration_closes_on))),
    order_published: () => words.order_published(day(one.objections_until)),
    cancelled: () => words.cancelled(one.reason ?? ""),
  };
  return by[one.state]?.() ?? (words[one.state] as string);
}

function stepsOf(one: Round, today: string, { rounds }: Messages): readonly Step<Stage>[] {
  const line = (label: string, value: string | null) => (value === null ? [] : [{ label, value }]);
  const lines: Readonly<Partial<Record<Stage, Step<Stage>["lines"]>>> = {
    plan: line(rounds.lines.method, rounds.method[one.method]),
    registration: [...line(rounds.lines.opens, one.registration_opens_on), ...line(rounds.lines.closes, one.registration_closes_on)],
    notice: line(rounds.lines.until, one.objections_until),
  };
  return stagesOf(one, today).map(([key, state]) => ({
    key,
    title: rounds.stages[key],
    state,
    word: rounds.stageWords[state],
    lines: lines[key] ?? [],
    who: rounds.who[key],
  }));
}
