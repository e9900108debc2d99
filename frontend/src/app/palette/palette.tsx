/** Ctrl-K and `/`: find a household, a home, a paper by its number, or go to any page; no mouse needed. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useState } from "react";

import type { Me } from "../../api/me";
import { Dialog } from "../../components/dialog";
import { QueryProblem } from "../../components/query-problem";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { documentEntry, type Entry, householdEntry, pagesNamed, unitEntry } from "./entries";
import styles from "./palette.module.css";
import { searchQuery } from "./queries";

interface Props {
  readonly me: Me;
  readonly onClose: () => void;
}

const PAUSE_MS = 140;

export function Palette({ me, onClose }: Props) {
  const { palette } = useMessages();
  const list = useId();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const { entries, answer, waiting } = useEntries(typed, me);
  const chosen = entries[Math.min(at, entries.length - 1)];
  const open = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    void navigate(entry.target as never);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setAt((Math.min(at, entries.length - 1) + by + entries.length) % Math.max(1, entries.length));
    }
    if (event.key === "Enter") open(chosen);
  };
  return (
    <Dialog title={palette.title} plain onClose={onClose}>
      <input
        className={styles.field}
        type="search"
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-label={palette.title}
        aria-activedescendant={chosen && `${list} ${chosen.key}`.replaceAll(" ", "-")}
        placeholder={palette.hint}
        autoComplete="off"
        // eslint-disable-next-line jsx-a11y/no-autofocus -- it was opened to type
        autoFocus
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <QueryProblem of={answer} />
      <Entries id={list} entries={entries} chosen={chosen} onOpen={open} />
      {entries.length === 0 && !waiting && <p className={styles.none}>{palette.none}</p>}
    </Dialog>
  );
}

interface EntriesProps {
  readonly id: string;
  readonly entries: readonly Entry[];
  readonly chosen: Entry | undefined;
  readonly onOpen: (entry: Entry) => void;
}

function Entries({ id, entries, chosen, onOpen }: EntriesProps) {
  const { palette } = useMessages();
  const groups = [...new Set(entries.map(({ group }) => group))];
  const current = chosen && `${id} ${chosen.key}`.replaceAll(" ", "-");
  useEffect(() => {
    if (current !== undefined) document.getElementById(current)?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <div id={id} role="listbox" aria-label={palette.found} className={styles.list}>
      {groups.map((group) => (
        <div key={group} role="group" aria-label={palette.groups[group]}>
          <h3 aria-hidden="true">{palette.groups[group]}</h3>
          {entries
            .filter((entry) => entry.group === group)
            .map((entry) => (
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the field above takes the keys for all of them
              <div
                key={entry.key}
                id={`${id} ${entry.key}`.replaceAll(" ", "-")}
                role="option"
                tabIndex={-1}
                aria-selected={entry === chosen}
                className={styles.entry}
                onClick={() => onOpen(entry)}
              >
                <b>{entry.what}</b>
                <span>{entry.where}</span>
                <span className={entry.late ? "late" : undefined}>{entry.fact}</span>
              </div>
            ))}
        </div>
      ))}
    </div>
  );
}

function useEntries(typed: string, me: Me) {
  const words = useMessages();
  const format = useFormat();
  const q = useSettled(typed.trim());
  const answer = useQuery({ ...searchQuery(q), enabled: q !== "" });
  const found = q === "" ? undefined : answer.data;
  const entries = [
    ...(found?.households ?? []).map((hit) => householdEntry(hit, words, format)),
    ...(found?.units ?? []).map((hit) => unitEntry(hit, words)),
    ...(found?.documents ?? []).map((hit) => documentEntry(hit, words, format)),
    ...pagesNamed(typed, me, words),
  ];
  return { entries, answer, waiting: q !== typed.trim() || answer.isFetching };
}

/** What was typed, once the hand rests. */
function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}
