/** The buildings in sight, one below the other; those far below cost nothing until they come up. */
import { useMessages } from "../../i18n/language";
import { FacadeGrid } from "./facade-grid";
import styles from "./board.module.css";
import type { Facade } from "./layout";
import type { Look, Mode } from "./modes";
import type { BuildingTally, Door } from "./queries";

interface Props {
  readonly facades: readonly Facade[];
  readonly buildings: readonly BuildingTally[];
  readonly mode: Mode;
  readonly look: Look;
  readonly selected: Door | undefined;
  readonly only: string | undefined;
}

/** A floor and the gap under it, and the heads: what a building takes before it is drawn. */
const FLOOR = 44;
const HEADS = 74;

export function Facades({ facades, buildings, mode, look, selected, only }: Props) {
  const { board } = useMessages();
  const nameOf = (id: string) => buildings.find(({ building_id }) => building_id === id)?.name ?? "";
  const grid = (facade: Facade) => (
    <FacadeGrid facade={facade} name={nameOf(facade.id)} mode={mode} look={look} only={only} selected={selected?.building_id === facade.id ? selected.unit_id : undefined} />
  );
  const [first] = facades;
  if (first && facades.length === 1) return grid(first);
  return facades.map((facade) => (
    <section key={facade.id} className={styles.facade} style={{ containIntrinsicSize: `auto ${facade.floors.length * FLOOR + HEADS}px` }}>
      <h2>{board.building(nameOf(facade.id))}</h2>
      {grid(facade)}
    </section>
  ));
}
