/** One building as a grid of doors. Draws, and fetches nothing; clicks and keys are the board's. */
import { type CSSProperties, memo } from "react";

import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./facade-grid.module.css";
import type { Facade } from "./layout";
import type { Look, Mode } from "./modes";
import type { Door } from "./queries";

interface Props {
  readonly facade: Facade;
  /** Of the building, without 栋. */
  readonly name: string;
  readonly mode: Mode;
  readonly look: Look;
  /** The door beside the board, if it is in this building. */
  readonly selected: string | undefined;
  /** The one kind that stays in colour. */
  readonly only: string | undefined;
}

export const FacadeGrid = memo(function FacadeGrid({ facade, name, mode, look, selected, only }: Props) {
  const { board } = useMessages();
  return (
    <div
      className={styles.grid}
      role="group"
      aria-label={board.building(name)}
      data-building={facade.id}
      style={{ "--floors": facade.floors.length, gridTemplateColumns: `26px ${facade.entrances.map(({ width }) => `repeat(${width}, minmax(54px, 1fr))`).join(" 6px ")}` } as CSSProperties}
    >
      <Entrances facade={facade} />
      {facade.floors.map(({ floor, doors }, row) => (
        <Floor key={floor ?? "none"} floor={floor} doors={doors} row={row} {...{ facade, name, mode, look, selected, only }} />
      ))}
    </div>
  );
});

function Entrances({ facade }: { readonly facade: Facade }) {
  const { board } = useMessages();
  return (
    <>
      <span />
      {facade.entrances.map(({ name, width, leased, doors }, at) => (
        <span key={name} className={styles.entrance} style={{ gridColumn: `${columnOf(facade, at)} / span ${width}` }}>
          <b>{board.entrance(name)}</b> {board.let(leased, doors)}
        </span>
      ))}
    </>
  );
}

/** The first column of an entrance, after the floor numbers and the gaps between entrances. */
function columnOf({ entrances }: Facade, at: number): number {
  return 2 + entrances.slice(0, at).reduce((sum, { width }) => sum + width + 1, 0);
}

interface FloorProps extends Props {
  readonly floor: number | null;
  readonly doors: readonly (Door | null)[];
  readonly row: number;
}

function Floor({ floor, doors, row, facade, ...door }: FloorProps) {
  const starts = new Set(facade.entrances.map((_, at) => facade.entrances.slice(0, at).reduce((sum, { width }) => sum + width, 0)));
  return (
    <>
      <span className={styles.floor}>{floor}</span>
      {doors.map((one, column) => [
        column > 0 && starts.has(column) && <span key={`gap-${column}`} />,
        one ? <DoorButton key={one.unit_id} door={one} row={row} column={column} {...door} /> : <span key={`none-${column}`} />,
      ])}
    </>
  );
}

interface DoorProps extends Omit<Props, "facade"> {
  readonly door: Door;
  readonly row: number;
  readonly column: number;
}

function DoorButton({ door, row, column, name, mode, look, selected, only }: DoorProps) {
  const messages = useMessages();
  const format = useFormat();
  const kind = look.kindOf(door);
  const text = look.textOf(door, messages, format);
  return (
    <button
      type="button"
      className={styles.door}
      tabIndex={-1}
      data-unit={door.unit_id}
      data-at={`${row}/${column}`}
      data-kind={`${mode}-${kind}`}
      data-dim={only !== undefined && only !== kind ? true : undefined}
      aria-pressed={door.unit_id === selected}
      aria-label={`${messages.homes.address(name, door.entrance, door.room)} ${look.nameOf(kind, messages)} ${text}`}
    >
      <b>{door.room}</b>
      {text !== "" && <i>{text}</i>}
    </button>
  );
}
