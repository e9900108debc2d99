/** Every estate within reach by its buildings; a building or an estate is gone into by a press. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { Money } from "../../components/money";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { changed, usePageSearch } from "../../components/url-state";
import { byName } from "../../i18n/by-name";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { BoardSearch } from "./queries";
import styles from "./board.module.css";
import { Legend } from "./legend";
import { type Look, lookOf } from "./modes";
import { type BuildingTally, type CityBoard as City, cityQuery, type ProjectTally } from "./queries";

type CityMode = "state" | "arrears";

export function CityBoard() {
  const messages = useMessages();
  const { board } = messages;
  const format = useFormat();
  const answer = useQuery(cityQuery);
  const search = usePageSearch<BoardSearch>();
  const navigate = useNavigate();
  const [only, setOnly] = useState<string>();
  const mode: CityMode = search.mode === "arrears" ? "arrears" : "state";
  const look = lookOf(mode, "");
  const city = answer.data;
  return (
    <Page title={board.city} situation={city && `${board.cityShape(city.projects.length, format.count(city.units))}${toldOf(city, look, messages, format)}`}>
      <QueryProblem of={answer} />
      {city && (
        <div className={styles.above}>
          <div className="segments" role="group" aria-label={board.mode}>
            {(["state", ...(city.by_arrears ? ["arrears" as const] : [])] as const).map((one) => (
              <button key={one} type="button" aria-pressed={one === mode} onClick={() => void navigate({ to: ".", replace: true, search: changed({ mode: one }) })}>
                {board.modes[one]}
              </button>
            ))}
          </div>
          <Legend mode={mode} look={look} counts={countsIn(city, mode, look)} only={only} onOnly={setOnly} dots />
        </div>
      )}
      <div className={styles.cities}>
        {city?.projects.map((project) => <Estate key={project.project_id} project={project} mode={mode} look={look} only={only} />)}
      </div>
    </Page>
  );
}

type Tally = Pick<City, "by_state" | "by_arrears">;

/** The counts of a tally in the legend's order. */
function countsIn(tally: Tally, mode: CityMode, look: Look): readonly (readonly [kind: string, doors: number])[] {
  const counts: Readonly<Record<string, number>> = (mode === "state" ? tally.by_state : tally.by_arrears) ?? {};
  return look.kinds.flatMap((kind) => (counts[kind] === undefined ? [] : [[kind, counts[kind]] as const]));
}

function toldOf(city: City, look: Look, messages: ReturnType<typeof useMessages>, format: ReturnType<typeof useFormat>): string {
  return countsIn(city, look.kinds.includes("plan") ? "arrears" : "state", look)
    .slice(0, 3)
    .map(([kind, doors]) => messages.board.count(look.nameOf(kind, messages), format.count(doors)))
    .join(messages.chart.comma);
}

interface EstateProps {
  readonly project: ProjectTally;
  readonly mode: CityMode;
  readonly look: Look;
  readonly only: string | undefined;
}

function Estate({ project, mode, look, only }: EstateProps) {
  const { board } = useMessages();
  const format = useFormat();
  const { overdue_fen: overdue, advanced_fen: advanced } = project;
  return (
    <Panel
      title={project.name}
      note={`${project.district} ${project.operator ?? ""}`}
      more={
        <Link to="/board" search={changed({ zoom: undefined, project: project.project_id, building: "all", mode })}>
          {board.units(format.count(project.units))}
        </Link>
      }
    >
      <div className={styles.city}>
        {project.buildings
          .toSorted((one, other) => byName(one.name, other.name))
          .map((building) => (
            <Link key={building.building_id} className={styles.block} to="/board" search={changed({ zoom: undefined, project: project.project_id, building: building.building_id, mode })}>
              <Block building={building} mode={mode} look={look} only={only} />
              <span>
                <b>{board.building(building.name)}</b> {building.units}
              </span>
            </Link>
          ))}
      </div>
      {overdue !== null && overdue > 0 && (
        <p className={styles.owed}>
          <span>
            {board.panel.owed} <b className="late"><Money fen={overdue} unit /></b>
          </span>
          <span>
            {board.panel.advanced} <b><Money fen={advanced} unit /></b>
          </span>
        </p>
      )}
    </Panel>
  );
}

const FLOOR = 5;
const WIDE = 34;
const USUAL_FLOORS = 6;

/** A building as tall as its floors, filled from the ground by what its doors are. */
function Block({ building, mode, look, only }: Pick<EstateProps, "mode" | "look" | "only"> & { readonly building: BuildingTally }) {
  const height = (building.floors ?? USUAL_FLOORS) * FLOOR;
  const counts = countsIn(building, mode, look);
  const below = counts.map((_, at) => counts.slice(0, at).reduce((sum, [, doors]) => sum + doors, 0));
  return (
    <svg width={WIDE} height={height} aria-hidden="true">
      {counts.map(([kind, doors], at) => {
        const high = (doors / building.units) * height;
        const y = height - ((below[at] ?? 0) / building.units) * height - high;
        return <rect key={kind} data-kind={`${mode}-${kind}`} x="0" y={y} width={WIDE} height={high} fill="var(--dot)" opacity={only !== undefined && only !== kind ? 0.25 : 1} />;
      })}
      <rect x="0.5" y="0.5" width={WIDE - 1} height={height - 1} fill="none" stroke="var(--line-2)" />
    </svg>
  );
}
