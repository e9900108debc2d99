/** An estate's doors: its buildings in a row, the one in sight as a grid, and the chosen door beside it. */
import { Link, useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useMemo, useRef, useState } from "react";

import type { Project } from "../../api/projects";
import { ExportButton } from "../../components/export-button";
import { Page } from "../../components/page";
import { changed, usePageSearch } from "../../components/url-state";
import { byName } from "../../i18n/by-name";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { keepStop, walkOnKeys } from "./board-keys";
import type { BoardSearch } from "./queries";
import { BuildingStrip } from "./building-strip";
import { DoorPanel } from "./door-panel";
import { Facades } from "./facades";
import { type Facade, facadeOf } from "./layout";
import { countsOf, type Look, lookOf, type Mode, MODES } from "./modes";
import styles from "./board.module.css";
import type { BuildingTally, Door } from "./queries";
import { Tools } from "./tools";

interface Props {
  readonly project: Project;
  readonly buildings: readonly BuildingTally[];
  readonly answer: { readonly doors: readonly Door[]; readonly on_date: string };
  /** Undefined: all buildings. */
  readonly chosen: string | undefined;
}

export function Board({ project, buildings: given, answer, chosen }: Props) {
  const { board } = useMessages();
  const search = usePageSearch<BoardSearch>();
  const set = useSetBoard();
  const { buildings, facades } = useFacades(given, answer.doors);
  const mode = MODES.find((known) => known === search.mode) ?? "state";
  const look = useMemo(() => lookOf(mode, answer.on_date), [mode, answer.on_date]);
  const door = answer.doors.find(({ unit_id }) => unit_id === search.unit);
  // A door that was searched for lies in a building that may not be in sight.
  const building = search.building === undefined && door ? door.building_id : chosen;
  const shown = building === undefined ? facades : facades.filter(({ id }) => id === building);
  const nameOf = (id: string | undefined) => buildings.find(({ building_id }) => building_id === id)?.name;
  const name = nameOf(building);
  return (
    <Page
      title={name === undefined ? project.name : `${project.name} ${board.building(name)}`}
      parents={[{ label: board.city, link: { to: "/board", search: { zoom: "city", mode: search.mode } } }]}
      situation={<Situation facades={shown} one={name !== undefined} />}
      actions={<ExportButton kind="units" projectId={project.id} label={board.export} size="middle" />}
    >
      <BuildingStrip buildings={buildings} facades={facades} mode={mode} look={look} building={building} doors={answer.doors} onBuilding={(id) => set({ building: id ?? "all", unit: undefined })} onDoor={(one) => set({ building: one.building_id, unit: one.unit_id })} />
      {answer.doors.length === 0 ? (
        <p className="muted">
          {board.empty} <Link to="/imports">→</Link>
        </p>
      ) : (
        <div className={styles.beside}>
          <Doors buildings={buildings} shown={shown} building={building} mode={mode} look={look} door={door} />
          <DoorPanel door={door} building={nameOf(door?.building_id)} />
        </div>
      )}
    </Page>
  );
}

function useFacades(given: readonly BuildingTally[], doors: readonly Door[]) {
  const buildings = useMemo(() => given.toSorted((one, other) => byName(one.name, other.name)), [given]);
  const facades = useMemo(() => buildings.map(({ building_id: id }) => facadeOf(id, doors.filter((door) => door.building_id === id))), [buildings, doors]);
  return { buildings, facades };
}

interface DoorsProps {
  readonly buildings: readonly BuildingTally[];
  readonly shown: readonly Facade[];
  readonly building: string | undefined;
  readonly mode: Mode;
  readonly look: Look;
  readonly door: Door | undefined;
}

function Doors({ buildings, shown, building, mode, look, door }: DoorsProps) {
  const { board } = useMessages();
  const set = useSetBoard();
  // A kind belongs to its mode: in another one everything is in colour again.
  const [picked, setPicked] = useState<{ readonly mode: Mode; readonly kind: string }>();
  const only = picked?.mode === mode ? picked.kind : undefined;
  const inSight = shown.flatMap(({ doors }) => doors);
  const keys = useBoardKeys(shown.length === 1, buildings, building, door?.unit_id);
  return (
    <section className={styles.board} aria-label={board.title}>
      <Tools mode={mode} look={look} counts={countsOf(look, inSight)} only={only} onOnly={(kind) => setPicked(kind === undefined ? undefined : { mode, kind })} onMode={(next) => set({ mode: next })} />
      <div className={styles.scroll} {...keys}>
        <Facades facades={shown} buildings={buildings} mode={mode} look={look} selected={door} only={only} />
      </div>
    </section>
  );
}

/** What is in sight, in a sentence: 4 单元 × 12 层，96 套：在租 84，空置可配租 12. */
function Situation({ facades, one }: { readonly facades: readonly Facade[]; readonly one: boolean }) {
  const messages = useMessages();
  const { board } = messages;
  const format = useFormat();
  const state = lookOf("state", "");
  const doors = facades.flatMap((facade) => facade.doors);
  const units = format.count(doors.length);
  const [facade] = facades;
  return (
    <>
      {one && facade ? board.shape(facade.entrances.length, facade.floors.length, units) : board.projectShape(facades.length, units)}
      {countsOf(state, doors)
        .slice(0, 3)
        .map(([kind, count]) => board.count(state.nameOf(kind, messages), format.count(count)))
        .join(messages.chart.comma)}
    </>
  );
}

function useSetBoard() {
  const navigate = useNavigate();
  return (change: Partial<BoardSearch>) => void navigate({ to: ".", replace: true, resetScroll: false, search: changed(change) });
}

function useBoardKeys(single: boolean, buildings: readonly BuildingTally[], building: string | undefined, selected: string | undefined) {
  const set = useSetBoard();
  const place = useRef<HTMLDivElement>(null);
  useFirstStop(place, building, selected);
  return {
    ref: place,
    onFocus: keepStop,
    onClick: ({ target }: MouseEvent) => {
      const unit = (target as HTMLElement).closest<HTMLElement>("button[data-unit]")?.dataset.unit;
      if (unit !== undefined) set({ unit });
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.key === "Escape" && selected !== undefined) set({ unit: undefined });
      const by = { "[": -1, "]": 1 }[event.key];
      if (!single || by === undefined) {
        walkOnKeys(event);
        return;
      }
      const next = buildings[buildings.findIndex(({ building_id }) => building_id === building) + by];
      if (next) set({ building: next.building_id, unit: undefined });
    },
  };
}

/** One door is where Tab stops: the chosen one, or the first. */
function useFirstStop(place: RefObject<HTMLDivElement | null>, building: string | undefined, selected: string | undefined) {
  useEffect(() => {
    const doors = [...(place.current?.querySelectorAll<HTMLElement>("button[data-unit]") ?? [])];
    const chosen = doors.find(({ dataset }) => dataset.unit === selected);
    chosen?.scrollIntoView({ block: "nearest" });
    const stop = chosen ?? doors.find(({ tabIndex }) => tabIndex === 0) ?? doors[0];
    for (const door of doors) if (door.tabIndex === 0) door.tabIndex = -1;
    if (stop) stop.tabIndex = 0;
  }, [place, building, selected]);
}
