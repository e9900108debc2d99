/** 待办: everything that waits for the person, and everything they handed on. */
import { useQuery } from "@tanstack/react-query";

import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { DutiesTable } from "./duties-panel";
import { dutiesQuery } from "../../api/duties";

export function DutiesPage() {
  const { duties, nav } = useMessages();
  const format = useFormat();
  const answer = useQuery(dutiesQuery);
  const desk = answer.data;
  return (
    <Page title={nav.duties} situation={desk && (desk.waiting > 0 ? duties.waiting(format.count(desk.waiting)) : duties.nothing)}>
      <div className="grid">
        <Panel title={duties.title} note={duties.order}>
          <QueryProblem of={answer} />
          <DutiesTable rows={desk?.items} caption={duties.title} empty={duties.empty} />
        </Panel>
        <Panel title={duties.handedOnTitle}>
          <DutiesTable rows={desk?.handed_over} caption={duties.handedOnTitle} empty={duties.handedOnEmpty} />
        </Panel>
      </div>
    </Page>
  );
}
