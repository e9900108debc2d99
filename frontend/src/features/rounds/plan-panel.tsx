/** The plan as Art. 11 wants it: where, how many, of what kind and size, at what rent, for whom, when. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { Panel } from "../../components/panel";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { publicQuery, type Round, unitsQuery } from "./queries";

export function PlanPanel({ one }: { readonly one: Round }) {
  const { rounds, homes } = useMessages();
  const words = rounds.plan;
  const { number, layouts, area } = useOffered(one);
  const { registration_opens_on: opens, registration_closes_on: closes } = one;
  return (
    <Panel title={words.title} note={words.note} padded>
      <dl className="facts">
        <Line name={words.location}>{one.location}</Line>
        <Line name={words.number}>{number}</Line>
        <Line name={words.layouts}>{layouts}</Line>
        <Line name={words.area}>{area}</Line>
        <Line name={words.rent}>{one.rent_standard}</Line>
        <Line name={words.target}>{one.target_group}</Line>
        <Line name={words.window}>{opens !== null && closes !== null && words.windowOf(opens, closes)}</Line>
        <Line name={words.method}>{rounds.method[one.method]}</Line>
        <Line name={words.tiers}>{one.tiers.length === 0 ? words.anyTier : one.tiers.map((tier) => homes.tier[tier]).join("、")}</Line>
        <Line name={words.priority}>{one.priority_groups.length === 0 ? words.noPriority : one.priority_groups.map((group) => rounds.priority[group]).join("、")}</Line>
        {one.score_items.length > 0 && <Line name={words.sheet}>{one.score_items.map(({ name, most }) => `${name} ${most}`).join("、")}</Line>}
      </dl>
    </Panel>
  );
}

/** The homes as they are offered; once the round is over, and its homes are let or free, as they were published. */
function useOffered(one: Round) {
  const { rounds } = useMessages();
  const format = useFormat();
  const units = useQuery(unitsQuery(one.id)).data?.items ?? [];
  const published = useQuery({ ...publicQuery(one.id), enabled: one.state === "closed" }).data?.plan;
  const kinds = published?.layouts.map(({ layout, homes, area_from_m2, area_to_m2 }) => ({ layout, homes, sizes: [area_from_m2, area_to_m2] })) ?? units.map(({ layout, area_m2 }) => ({ layout, homes: 1, sizes: [area_m2] }));
  const count = published?.homes ?? units.length;
  return { number: count > 0 && rounds.homesOf(format.count(count)), layouts: layoutsOf(kinds, rounds.homesOf), area: areaOf(kinds.flatMap(({ sizes }) => sizes), rounds.plan.areaOf) };
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const { rounds } = useMessages();
  const isSaid = children !== "" && children !== false && children !== undefined;
  return (
    <>
      <dt>{name}</dt>
      <dd>{isSaid ? children : <span className="wait">{rounds.plan.missing}</span>}</dd>
    </>
  );
}

interface Kind {
  readonly layout: string | null;
  readonly homes: number;
}

/** 一室一厅 4 套、两室一厅 2 套. */
function layoutsOf(kinds: readonly Kind[], homesOf: (count: string) => string): string {
  const counts = new Map<string, number>();
  for (const { layout, homes } of kinds) if (layout !== null) counts.set(layout, (counts.get(layout) ?? 0) + homes);
  return [...counts].map(([layout, count]) => `${layout} ${homesOf(String(count))}`).join("、");
}

function areaOf(areas: readonly string[], words: (from: string, to: string) => string): string {
  const sizes = areas.toSorted((one, other) => Number(one) - Number(other));
  const [least] = sizes;
  return least === undefined ? "" : words(least, sizes.at(-1) ?? least);
}
