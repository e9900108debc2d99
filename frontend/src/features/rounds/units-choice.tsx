/** Choosing the homes of a round among those that are free, a building at a time. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";

import { Choice } from "../../components/choice";
import { FilterBar } from "../../components/filter-bar";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { buildingsQuery, freeUnitsQuery, type Unit } from "./queries";
import styles from "./rounds.module.css";

type Door = Pick<Unit, "code" | "building" | "entrance" | "room" | "layout" | "area_m2">;

interface Props {
  readonly projectId: string;
  /** Of the round itself, where it is changed: they are in no other. */
  readonly own?: readonly Door[];
  /** Codes: a form's value. */
  readonly value?: readonly string[];
  readonly onChange?: (codes: string[]) => void;
}

export function UnitsChoice({ projectId, own = [], value = [], onChange }: Props) {
  const { rounds } = useMessages();
  const words = rounds.units;
  const format = useFormat();
  const [building, setBuilding] = useState<string>();
  const { buildings, found, units } = useDoors(projectId, building, own);
  const chosen = new Set(value);
  const inSight = units.map(({ code }) => code);
  const put = (codes: readonly string[]) => onChange?.([...new Set(codes)].toSorted());
  const without = (codes: readonly string[]) => value.filter((code) => !codes.includes(code));
  const free = found.data && (found.data.next_cursor === null ? words.free : words.freeMore)(format.count(units.length));
  return (
    <Panel title={words.choose} note={words.chosen(format.count(chosen.size))} more={free}>
      <FilterBar>
        <Choice
          aria-label={rounds.desk.building}
          all={rounds.desk.allBuildings}
          options={(buildings.data?.items ?? []).map(({ id, name }) => [id, words.building(name)])}
          value={building}
          onChange={(id) => setBuilding(id === "" ? undefined : id)}
        />
        <Button size="small" onClick={() => put([...value, ...inSight])}>
          {words.all}
        </Button>
        <Button size="small" onClick={() => put(without(inSight))}>
          {words.nothing}
        </Button>
      </FilterBar>
      <QueryProblem of={[found, buildings]} />
      {found.data && units.length === 0 && <p className={styles.empty}>{words.none}</p>}
      <Doors units={units} chosen={chosen} onToggle={(code) => put(chosen.has(code) ? without([code]) : [...value, code])} />
    </Panel>
  );
}

/** The round's own homes, and those that are free, of one building or of all. */
function useDoors(projectId: string, building: string | undefined, own: readonly Door[]) {
  const buildings = useQuery(buildingsQuery(projectId));
  const found = useQuery(freeUnitsQuery(projectId, building));
  const at = buildings.data?.items.find(({ id }) => id === building)?.name;
  const mine = own.filter((door) => building === undefined || door.building === at);
  return { buildings, found, units: [...mine, ...(found.data?.items ?? [])] as readonly Door[] };
}

interface DoorsProps {
  readonly units: readonly Door[];
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (code: string) => void;
}

function Doors({ units, chosen, onToggle }: DoorsProps) {
  const { rounds, homes } = useMessages();
  const buildings = [...new Set(units.map(({ building }) => building))];
  return (
    <div className={styles.homes}>
      {buildings.map((building) => (
        <section key={building}>
          <h3>{rounds.units.building(building)}</h3>
          <div className={styles.doors}>
            {units.filter((unit) => unit.building === building).map(({ code, entrance, room, layout, area_m2: area }) => (
              <button key={code} type="button" className={styles.door} aria-pressed={chosen.has(code)} aria-label={homes.address(building, entrance, room)} onClick={() => onToggle(code)}>
                <b>
                  {entrance}-{room}
                </b>
                <small>
                  {layout} {area}㎡
                </small>
              </button>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}
