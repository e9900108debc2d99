/** 首页: what waits for the person at the desk, what is late, and how things stand; every figure leads on. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { dutiesQuery } from "../../api/duties";
import { useMe } from "../../api/me";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { DutiesTable } from "./duties-panel";
import { isTenant } from "../shell/navigation";
import { HandedOn } from "./handed-on";
import styles from "./home.module.css";
import { OwnHome } from "./own-home";
import { deedsOf, panelsOf } from "./role-desk";

/** A year, and the month that it is measured against. */
const MONTHS = 13;
/** What is further down is on the page of everything that waits. */
const FIRST = 9;

export function HomePage() {
  return isTenant(useMe()) ? <OwnHome /> : <OfficeHome />;
}

function OfficeHome() {
  const { duties } = useMessages();
  const format = useFormat();
  const me = useMe();
  const answer = useQuery(dutiesQuery);
  const panels = panelsOf(me);
  const desk = answer.data;
  return (
    <Page title={format.weekday(format.todayOn())} situation={<Situation />} actions={<Deeds />}>
      <div className={styles.home}>
        <div className={styles.main}>
          <Panel title={duties.title} note={<span className="small">{duties.order}</span>} {...(desk && desk.waiting > FIRST && { more: <Link to="/duties">{duties.more(format.count(desk.waiting - FIRST))}</Link> })}>
            <QueryProblem of={answer} />
            <DutiesTable rows={desk?.items.slice(0, FIRST)} caption={duties.title} empty={duties.empty} />
          </Panel>
          {panels.length > 0 && (
            <div className={styles.charts}>
              {panels.map(({ key, Of }) => (
                <Of key={key} last={MONTHS} />
              ))}
            </div>
          )}
        </div>
        <div className="grid">
          <HandedOn rows={desk?.handed_over} total={desk?.handed_over_total ?? 0} />
        </div>
      </div>
    </Page>
  );
}

/** 等您办 9 件，2 件已逾期. */
function Situation(): ReactNode {
  const { duties, chart } = useMessages();
  const format = useFormat();
  const { data } = useQuery(dutiesQuery);
  if (!data) return null;
  if (data.waiting === 0) return duties.nothing;
  return (
    <>
      {duties.waiting(format.count(data.waiting))}
      {data.overdue > 0 && (
        <>
          {chart.comma}
          <b className="late">{duties.overdue(format.count(data.overdue))}</b>
        </>
      )}
      {data.due_today > 0 && (
        <>
          {chart.comma}
          <b className="wait">{duties.today(format.count(data.due_today))}</b>
        </>
      )}
    </>
  );
}

function Deeds() {
  const { nav } = useMessages();
  const me = useMe();
  const deeds = deedsOf(me);
  return deeds.map(({ key, to }, at) => (
    <Link key={key} to={to} className={at === deeds.length - 1 ? "button primary" : "button"}>
      {nav[key]}
    </Link>
  ));
}
