/** The buildings of an estate as thumbnails, and a search that goes to a door. */
import { Input } from "antd";
import { useState } from "react";

import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { BuildingMini } from "./building-mini";
import styles from "./board.module.css";
import type { Facade } from "./layout";
import type { Look, Mode } from "./modes";
import type { BuildingTally, Door } from "./queries";

interface Props {
  readonly buildings: readonly BuildingTally[];
  readonly facades: readonly Facade[];
  readonly mode: Mode;
  readonly look: Look;
  readonly building: string | undefined;
  readonly doors: readonly Door[];
  readonly onBuilding: (id: string | undefined) => void;
  readonly onDoor: (door: Door) => void;
}

export function BuildingStrip({ buildings, facades, mode, look, building, doors, onBuilding, onDoor }: Props) {
  const { board } = useMessages();
  const format = useFormat();
  return (
    <div className={styles.strip}>
      <div className={styles.minis} role="group" aria-label={board.buildings}>
        {buildings.map(({ building_id: id, name, units }) => {
          const facade = facades.find((one) => one.id === id);
          return (
            <button key={id} type="button" aria-pressed={id === building} onClick={() => onBuilding(id)}>
              {facade && facade.doors.length > 0 && <BuildingMini facade={facade} mode={mode} look={look} />}
              <span>
                <b>{board.building(name)}</b> {format.count(units)}
              </span>
            </button>
          );
        })}
        {buildings.length > 1 && (
          <button type="button" aria-pressed={building === undefined} onClick={() => onBuilding(undefined)}>
            <span>
              <b>{board.allBuildings}</b> {format.count(buildings.reduce((sum, { units }) => sum + units, 0))}
            </span>
          </button>
        )}
      </div>
      <FindDoor doors={doors} onDoor={onDoor} />
    </div>
  );
}

/** Enter goes to the first door, and again to the next. */
function FindDoor({ doors, onDoor }: Pick<Props, "doors" | "onDoor">) {
  const { board } = useMessages();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const wanted = typed.trim();
  const found = wanted === "" ? [] : doors.filter(({ room, tenant_name: name, code }) => room.startsWith(wanted) || code.endsWith(wanted) || (name ?? "").startsWith(wanted));
  const go = () => {
    const door = found[at % found.length];
    if (!door) return;
    setAt(at + 1);
    onDoor(door);
  };
  return (
    <div className={styles.find}>
      <Input
        type="search"
        aria-label={board.find}
        placeholder={board.find}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onPressEnter={go}
      />
      <span className="small muted" role="status">
        {wanted !== "" && (found.length > 0 ? board.found(found.length) : board.foundNone)}
      </span>
    </div>
  );
}
