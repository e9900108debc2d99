/** A building as a thumbnail: a dot for each door, one path for each kind. */
import { memo } from "react";

import type { Facade } from "./layout";
import type { Look, Mode } from "./modes";

interface Props {
  readonly facade: Facade;
  readonly mode: Mode;
  readonly look: Look;
}

const WIDE = 4;
const HIGH = 3;
const GAP = 2;
/** Taller buildings would push the page down. */
const TALLEST = 36;

export const BuildingMini = memo(function BuildingMini({ facade, mode, look }: Props) {
  const paths = pathsOf(facade, look);
  const width = facade.columns * WIDE + (facade.entrances.length - 1) * GAP;
  const height = facade.floors.length * HIGH;
  return (
    <svg width={width} height={Math.min(height, TALLEST)} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      {paths.map(([kind, path]) => (
        <path key={kind} data-kind={`${mode}-${kind}`} d={path} fill="var(--dot)" />
      ))}
    </svg>
  );
});

function pathsOf(facade: Facade, look: Look): readonly (readonly [kind: string, path: string])[] {
  const paths = new Map<string, string>();
  const shifts = facade.entrances.flatMap(({ width }, at) => Array.from({ length: width }, () => at * GAP));
  facade.floors.forEach(({ doors }, row) => {
    doors.forEach((door, column) => {
      if (!door) return;
      const kind = look.kindOf(door);
      paths.set(kind, `${paths.get(kind) ?? ""}M${column * WIDE + (shifts[column] ?? 0)} ${row * HIGH}h3v2h-3z`);
    });
  });
  return [...paths];
}
