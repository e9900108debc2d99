/** 租金月度: the month as one chain, what each step stands at, and the work of the chosen step. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { isFinished, type Operation, useOperation } from "../../api/operations";
import type { Project } from "../../api/projects";
import { ExportButton } from "../../components/export-button";
import { monthAfter, MonthPicker } from "../../components/month-picker";
import { Page } from "../../components/page";
import { Progress } from "../../components/progress";
import { useProject } from "../../components/project-choice";
import { QueryProblem } from "../../components/query-problem";
import { StepChain } from "../../components/step-chain";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { Work } from "../../components/work";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { ComparePanel } from "./compare-panel";
import { type Month, monthQuery, type MonthStep, type StepKey, STEPS } from "./queries";
import { Situation } from "./situation";
import { StepWork } from "./step-work";
import { stepOf } from "./steps";
import { TiePanel } from "./tie-panel";
import { VoucherNote } from "./voucher-note";

interface Search {
  readonly month?: string | undefined;
  readonly step?: string | undefined;
  /** The billing that goes on: a reload finds it again. */
  readonly operation?: string | undefined;
}

export function MonthPage() {
  const { settle } = useMessages();
  const { project, projects } = useProject();
  const { month = todayOn().slice(0, 7) } = usePageSearch<Search>();
  if (project) return <OneMonth project={project} month={month} />;
  return <Page title={settle.month.title} {...(projects && { situation: settle.month.noProject })}>{null}</Page>;
}

function OneMonth({ project, month }: { readonly project: Project; readonly month: string }) {
  const { settle } = useMessages();
  const words = settle.month;
  const search = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const answer = useQuery(monthQuery(project.id, month));
  const step = STEPS.find((known) => known === search.step) ?? answer.data?.next ?? "bill";
  return (
    <Page
      title={words.title}
      beside={<MonthPicker value={month} last={monthAfter(todayOn().slice(0, 7), 1)} onChange={(next) => setSearch({ month: next, step: undefined, operation: undefined })} />}
      situation={answer.data && <Situation month={answer.data} />}
      actions={<ExportButton kind="collection" projectId={project.id} month={month} label={words.export} size="middle" />}
    >
      <QueryProblem of={answer} />
      <Chain month={answer.data} selected={step} operation={search.operation} />
      <div className="beside">
        <div className="grid">
          <StepWork step={step} project={project} month={month} onBilling={(operation) => setSearch({ operation })} />
          <ComparePanel projectId={project.id} month={month} />
        </div>
        <div className="grid">
          <TiePanel month={answer.data} />
          <VoucherNote voucher={answer.data?.voucher ?? null} />
        </div>
      </div>
    </Page>
  );
}

interface ChainProps {
  readonly month: Month | undefined;
  readonly selected: StepKey;
  readonly operation: string | undefined;
}

function Chain({ month, selected, operation }: ChainProps): ReactNode {
  const words = useMessages();
  const format = useFormat();
  const setSearch = useSetSearch<Search>();
  const { bill } = words.settle;
  const { operation: work } = useOperation(operation ?? null);
  const running = operation !== undefined && !isFinished(work) ? "bill" : undefined;
  const steps = (month?.steps ?? STEPS.map(unknownStep)).map((step) => stepOf(step, { words, format, running, progress: <Billing work={work} /> }));
  return (
    <>
      <StepChain steps={steps} selected={selected} onSelect={(step) => setSearch({ step })} />
      {operation !== undefined && <Work key={operation} title={bill.running} operationId={operation} unit={bill.unit} />}
    </>
  );
}

function Billing({ work = NOT_YET }: { readonly work: Pick<Operation, "done" | "total" | "stage"> | undefined }) {
  const { works, settle } = useMessages();
  return <Progress done={work.done} total={work.total} unit={works.stages[work.stage ?? ""] ?? settle.bill.unit} />;
}

/** A step of a month that is on its way. */
const unknownStep = (key: StepKey): MonthStep => ({ key, state: "idle", amount_fen: null, figures: [], waits_for: null, until_on: null, subject_id: null, at: null });

const NOT_YET = { done: 0, total: null, stage: null };
