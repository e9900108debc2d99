/** 工作日历: the days that are not what their weekday says, whose word that is, and when a period ends. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";

import { useMay } from "../../api/me";
import { DataTable } from "../../components/data-table";
import { Deed } from "../../components/deed";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge } from "../../components/status-badge";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { fieldsOf } from "../../forms/fields";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { DeadlinePanel } from "./deadline-panel";
import { type Span, spansOf } from "./spans";
import { calendarQuery, type Day, type LocalDayIn, type Notice, setLocalDay, uploadNotice } from "./queries";

interface Search {
  readonly year?: string | undefined;
}

const [FIRST, LAST] = [2000, 2100] as const;

export function CalendarPage() {
  const { calendar: words } = useMessages();
  const search = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const now = Number(todayOn().slice(0, 4));
  const asked = Number(search.year);
  const year = asked >= FIRST && asked <= LAST ? asked : now;
  const answer = useQuery(calendarQuery(year));
  const known = answer.data;
  return (
    <Page
      title={words.title}
      beside={
        <span className="deeds">
          <Button size="small" aria-label={words.previous} disabled={year <= FIRST} onClick={() => setSearch({ year: String(year - 1) })}>
            ‹
          </Button>
          <b aria-live="polite">{words.yearOf(String(year))}</b>
          <Button size="small" aria-label={words.next} disabled={year >= LAST} onClick={() => setSearch({ year: String(year + 1) })}>
            ›
          </Button>
        </span>
      }
      situation={known && (known.is_known ? (known.notice ?? words.shipped) : <span className="wait">{words.unknown}</span>)}
      actions={
        <>
          <SetLocalDay />
          <Upload year={year} />
        </>
      }
    >
      <div className="beside">
        <Panel title={words.days} note={words.daysNote}>
          <QueryProblem of={answer} />
          <Days rows={known?.days} />
        </Panel>
        <DeadlinePanel />
      </div>
    </Page>
  );
}

function Days({ rows }: { readonly rows: readonly Day[] | undefined }) {
  const { calendar: words } = useMessages();
  const format = useFormat();
  // The notice that ships has days only.
  const named = rows?.some(({ name }) => name !== null) ?? true;
  return (
    <DataTable<Span>
      caption={words.days}
      empty={words.daysEmpty}
      rows={rows && spansOf(rows)}
      rowKey={(row) => row.from}
      {...(!named && { hidden: new Set(["name"]) })}
      columns={[
        { key: "on", title: words.on, cell: ({ from, to }) => <span className="nw">{from === to ? format.weekday(from) : words.span(format.weekday(from), format.weekday(to))}</span> },
        { key: "count", title: words.count, align: "end", cell: (row) => row.count },
        { key: "kind", title: words.kindName, cell: (row) => <StatusBadge tone={row.kind === "workday" ? "waiting" : "plain"}>{words.kind[row.kind]}</StatusBadge> },
        { key: "name", title: words.name, cell: (row) => row.name },
        { key: "source", title: words.sourceName, cell: (row) => words.source[row.source] ?? row.source },
      ]}
    />
  );
}

const NoticeField = fieldsOf<Notice>();

function Upload({ year }: { readonly year: number }) {
  const { calendar: words } = useMessages();
  const may = useMay();
  if (!may("calendar:set")) return null;
  return (
    <Deed<Notice> primary label={words.upload} title={words.uploadTitle(String(year))} explain={words.uploadExplain} run={(values) => uploadNotice(year, values)}>
      <NoticeField.Text name="number" label={words.number} placeholder={words.numberHint} autoFocus />
      <NoticeField.Files single name="file" accept=".xlsx,.csv" label={words.file} hint={words.fileHint} />
    </Deed>
  );
}

const DayField = fieldsOf<LocalDayIn>();

function SetLocalDay() {
  const { calendar: words } = useMessages();
  const may = useMay();
  if (!may("parameter:set")) return null;
  return (
    <Deed<LocalDayIn> label={words.local} title={words.localTitle} explain={words.localExplain} initial={{ kind: "holiday" }} run={setLocalDay}>
      <DayField.Day name="day_on" label={words.on} autoFocus />
      <DayField.Pick name="kind" label={words.kindName} options={Object.entries(words.kind)} />
      <DayField.Text name="name" label={words.name} />
      <DayField.Text name="legal_basis" label={words.basis} />
    </Deed>
  );
}
