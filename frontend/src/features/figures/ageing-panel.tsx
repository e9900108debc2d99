/** 欠缴账龄: how old the debts are, and what of them the operator has advanced. */
import { useQuery } from "@tanstack/react-query";

import { type Age, AgeChart } from "../../components/chart/age-chart";
import { type Format, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Messages } from "../../i18n/zh";
import type { Place } from "../../components/place-link";
import { FigurePanel } from "./figure-panel";
import { type Ageing, ageingQuery, type Span } from "./queries";

const TONES = { "1": "young", "2_3": "middle", "4_6": "middle", over_6: "old" } as const;

const LEADS: Place = { to: "/arrears" };

export function AgeingPanel({ projectId }: Pick<Span, "projectId">) {
  const messages = useMessages();
  const words = messages.figures.ageing;
  const format = useFormat();
  const answer = useQuery(ageingQuery({ projectId }));
  return (
    <FigurePanel
      title={words.title} why="ageing" projectId={projectId}
      unit={words.unit}
      leads={LEADS}
      answer={answer}
      tell={(told) => ({
        figure: format.money(told.overdue_fen),
        after: words.total,
        told: words.told(format.count(told.leases), format.count(told.by_charge.find(({ age }) => age === "over_6")?.leases ?? 0)),
        course: <AgeChart title={words.title} ages={agesOf(told, messages, format)} />,
      })}
    />
  );
}

const agesOf = ({ by_charge }: Ageing, { figures }: Messages, format: Format): readonly Age[] =>
  by_charge.map(({ age, leases, overdue_fen, operator_fen }) => ({
    name: figures.age[age],
    tone: TONES[age],
    fen: overdue_fen,
    advancedFen: operator_fen,
    note: operator_fen > 0 ? figures.ageing.note(format.count(leases), format.money(operator_fen)) : figures.ageing.noteNone(format.count(leases)),
  }));
