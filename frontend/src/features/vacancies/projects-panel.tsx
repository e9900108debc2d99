/** The month of every project within reach, and of all together; a row goes to the project's empty homes. */
import { DataTable } from "../../components/data-table";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { useProject } from "../../components/project-choice";
import { useSetSearch } from "../../components/url-state";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { DAYS, rateOf } from "./month-facts";
import type { Summary } from "./queries";

interface Props {
  readonly month: string;
  readonly rows: readonly Summary[] | undefined;
}

const COUNTED = ["units", "stock_days", "vacant_days", "no_demand_days", "reserved_days", "under_repair_days", "frozen_days", "void_loss_fen", "over_six_months", "over_twelve_months"] as const;
type Figures = Pick<Summary, (typeof COUNTED)[number]>;

export function sumOf(rows: readonly Figures[]): Figures {
  return Object.fromEntries(COUNTED.map((key) => [key, rows.reduce((sum, row) => sum + row[key], 0)])) as Figures;
}

export function ProjectsPanel({ month, rows }: Props) {
  const { estate, unit } = useMessages();
  const words = estate.vacancies;
  const format = useFormat();
  const { choose } = useProject();
  const setSearch = useSetSearch<{ tab: string | undefined }>();
  const cells: Readonly<Record<string, (row: Figures) => React.ReactNode>> = {
    units: (row) => format.count(row.units),
    rate: (row) => format.percent(rateOf(row)),
    ...Object.fromEntries(DAYS.map(([reason, days]) => [reason, (row: Figures) => format.count(row[days])])),
    loss: (row) => <Money fen={row.void_loss_fen} />,
    six: (row) => format.count(row.over_six_months),
    twelve: (row) => format.count(row.over_twelve_months),
  };
  const titles: Readonly<Record<string, string>> = { units: words.units, rate: words.rate, ...unit.vacancy, loss: words.lossYuan, six: words.overSix, twelve: words.overTwelve };
  const all = rows && sumOf(rows);
  return (
    <Panel title={words.byProject(format.month(month))} note={words.byProjectNote}>
      <DataTable<Summary>
        caption={words.byProject(format.month(month))}
        empty={words.noProject}
        rows={rows}
        rowKey={(row) => row.project_id}
        onOpen={({ project_id }) => {
          choose(project_id);
          setSearch({ tab: undefined });
        }}
        totals={all && rows.length > 1 ? [{ label: words.all, figures: Object.fromEntries(Object.entries(cells).map(([key, cell]) => [key, cell(all)])) }] : []}
        columns={[{ key: "project", title: words.project, cell: (row) => row.project }, ...Object.entries(cells).map(([key, cell]) => ({ key, title: titles[key], align: "end" as const, cell }))]}
      />
    </Panel>
  );
}
