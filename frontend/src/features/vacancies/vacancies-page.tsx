/** 空置房源: what stands empty, since when, why and what it costs; and each project's month. */
import { useQuery } from "@tanstack/react-query";

import { MonthPicker } from "../../components/month-picker";
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { QueryProblem } from "../../components/query-problem";
import { Tabs } from "../../components/tabs";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { DoorsList } from "./doors-list";
import { MonthFacts } from "./month-facts";
import { ProjectsPanel } from "./projects-panel";
import { summariesQuery, type VacanciesSearch } from "./queries";

const TABS = ["doors", "projects"] as const;

export function VacanciesPage() {
  const { estate } = useMessages();
  const words = estate.vacancies;
  const format = useFormat();
  const { project } = useProject();
  const { tab, month = todayOn().slice(0, 7) } = usePageSearch<VacanciesSearch>();
  const setSearch = useSetSearch<VacanciesSearch>();
  const at = TABS.find((key) => key === tab) ?? "doors";
  const answer = useQuery(summariesQuery(month));
  const mine = answer.data?.items.find(({ project_id }) => project_id === project?.id);
  return (
    <Page
      title={words.title}
      beside={<MonthPicker value={month} last={todayOn().slice(0, 7)} onChange={(next) => setSearch({ month: next })} />}
      situation={mine && words.situation(format.count(mine.over_six_months), format.count(mine.over_twelve_months))}
    >
      <QueryProblem of={answer} />
      {mine && <MonthFacts one={mine} />}
      <Tabs label={words.label} at={at} tabs={TABS.map((key) => [key, words.tabs[key]])} />
      {at === "projects" && <ProjectsPanel month={month} rows={answer.data?.items} />}
      {at === "doors" && project && <DoorsList project={project} />}
    </Page>
  );
}
