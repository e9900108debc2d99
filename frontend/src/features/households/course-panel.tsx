/** 经过: all that happened to the household, newest first. */
import { useQuery } from "@tanstack/react-query";

import { QueryProblem } from "../../components/query-problem";
import { type Happening, Timeline } from "../../components/timeline";
import { type Format, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Messages } from "../../i18n/zh";
import { type Entry, timelineQuery } from "./queries";

export function CoursePanel({ householdId }: { readonly householdId: string }) {
  const messages = useMessages();
  const words = messages.homes.course;
  const format = useFormat();
  const answer = useQuery(timelineQuery(householdId));
  return (
    <Timeline
      title={words.title}
      happenings={answer.data?.items
        .filter(({ kind }) => kind !== "charged")
        .slice(0, SHOWN)
        .map((entry) => happeningOf(entry, messages, format))}
      empty={words.empty}
      foot={<QueryProblem of={answer} />}
    />
  );
}

/** The charges are the statement's; what people did is told here. */
const SHOWN = 12;

const WAITS: ReadonlySet<Entry["kind"]> = new Set(["adjustment_drafted", "hold_placed"]);

function happeningOf(entry: Entry, { homes, units }: Messages, format: Format): Happening {
  const words = homes.course;
  const month = entry.month === null ? "" : format.shortMonth(entry.month);
  const sum = entry.amount_fen === null ? "" : ` ${format.money(entry.amount_fen)} ${units.yuan}`;
  const more = [entry.number, entry.person?.name ?? entry.person?.organisation, reasonOf(entry)].filter(Boolean).join("，");
  return {
    key: `${entry.kind} ${entry.id}`,
    when: format.when(entry.on_date),
    what: `${month}${words.kinds[entry.kind]}${sum}`,
    ...(more !== "" && { more }),
    waits: WAITS.has(entry.kind),
  };
}

const reasonOf = ({ facts: { reason } }: Entry): string => (typeof reason === "string" ? reason : "");
