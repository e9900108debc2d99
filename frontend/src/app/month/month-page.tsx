/** 租金月度: the month as one chain, what each step stands at, and the work of the chosen step. */
import { type ReactNode, useState } from "react";

import { isFinished, useOperation } from "../../api/operations";
import type { Project } from "../../api/projects";
import { monthAfter, MonthPicker } from "../../components/month-picker";
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { QueryProblem } from "../../components/query-problem";
import { StepChain } from "../../components/step-chain";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { Work } from "../../components/work";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { ArrearsList } from "../../features/arrears/arrears-list";
import { MonthBilling } from "../../features/billing/month-billing";
import { MonthClosing } from "../../features/closings/month-closing";
import { MonthFee } from "../../features/fees/month-fee";
import { MonthPayments } from "../../features/payments/month-payments";
import { MonthRemittances } from "../../features/remittances/month-remittances";
import { SuspensePanel } from "../../features/suspense/suspense-panel";
import { MonthVoucher } from "../../features/vouchers/month-voucher";
import { figuresOf, type MonthFigures } from "./figures";
import { type MonthAnswers, useMonth } from "./queries";
import { type StepKey, STEPS, stepsOf } from "./steps";
import { TiePanel } from "./tie-panel";

interface Search {
  readonly month?: string | undefined;
  readonly step?: string | undefined;
}

export function MonthPage() {
  const { settle } = useMessages();
  const { project, projects } = useProject();
  const { month = todayOn().slice(0, 7) } = usePageSearch<Search>();
  if (project) return <Month project={project} month={month} />;
  return <Page title={settle.month.title} {...(projects && { situation: settle.month.noProject })}>{null}</Page>;
}

function Month({ project, month }: { readonly project: Project; readonly month: string }) {
  const words = useMessages();
  const format = useFormat();
  const search = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const answers = useMonth(project.id, month);
  const figures = figuresOf(answers);
  const [operation, setOperation] = useState<string | null>(null);
  const { operation: work } = useOperation(operation);
  const billing = operation !== null && !isFinished(work);
  const step = STEPS.find((known) => known === search.step) ?? nextStep(answers);
  return (
    <Page
      title={words.settle.month.title}
      beside={
        <MonthPicker value={month} last={monthAfter(todayOn().slice(0, 7), 1)} onChange={(next) => setSearch({ month: next })} />
      }
      situation={<Situation answers={answers} figures={figures} />}
    >
      <QueryProblem of={Object.values(answers)} />
      <StepChain
        steps={stepsOf({ answers, figures, month, words, format, billing })}
        selected={step}
        onSelect={(chosen) => setSearch({ step: chosen })}
      />
      {operation !== null && <Work key={operation} title={words.settle.bill.running} operationId={operation} unit={words.settle.bill.unit} />}
      <div className="beside">
        <StepWork step={step} project={project} month={month} onBilling={setOperation} />
        <TiePanel answers={answers} figures={figures} />
      </div>
    </Page>
  );
}

interface WorkProps {
  readonly step: StepKey;
  readonly project: Project;
  readonly month: string;
  readonly onBilling: (operation: string) => void;
}

function StepWork({ step, project, month, onBilling }: WorkProps): ReactNode {
  const of = { projectId: project.id, month };
  const work: Readonly<Record<StepKey, () => ReactNode>> = {
    bill: () => <MonthBilling {...of} onStarted={onBilling} />,
    receive: () => <MonthPayments {...of} />,
    match: () => <SuspensePanel projectId={project.id} />,
    arrears: () => <ArrearsList project={project} />,
    advance: () => <MonthVoucher {...of} />,
    remit: () => <MonthRemittances {...of} />,
    close: () => <MonthClosing {...of} />,
    fee: () => <MonthFee {...of} />,
  };
  return <div className="grid">{work[step]()}</div>;
}

/** Beside the title: how much tenants have paid, and who must act next. */
function Situation({ answers, figures }: { readonly answers: MonthAnswers; readonly figures: MonthFigures | undefined }) {
  const { roles, settle } = useMessages();
  const words = settle.month;
  const format = useFormat();
  if (answers.closings.data && answers.closings.data.items.length > 0) return words.allDone;
  const next = answers.checks.data?.items.find(({ ok, who }) => !ok && who.length > 0);
  return (
    <>
      {figures !== undefined && figures.billed > 0 && words.paidShare(format.percent(figures.paid / figures.billed))}
      {next && (
        <>
          {words.nextIs}
          <b className="wait">{words.waitsFor(next.who.map((role) => roles[role]).join("、"), settle.closing.deeds[next.code])}</b>
        </>
      )}
    </>
  );
}

const STEP_OF: Readonly<Partial<Record<string, StepKey>>> = {
  every_live_lease_charged: "bill",
  no_old_suspense: "match",
  shortfall_advanced: "advance",
  rent_remitted: "remit",
  remittances_confirmed: "remit",
};

/** The step to look at first: the one that somebody must act on. */
function nextStep({ checks, closings }: MonthAnswers): StepKey {
  if (closings.data && closings.data.items.length > 0) return "close";
  const failed = checks.data?.items.find(({ ok, code }) => !ok && code in STEP_OF);
  return (failed && STEP_OF[failed.code]) ?? (checks.data ? "close" : "bill");
}
