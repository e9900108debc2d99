/** Find a household by name, address, contract, phone or the last four of a number; the field keeps the focus. */
import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { type KeyboardEvent, useEffect, useId, useState } from "react";

import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./counter.module.css";
import { findQuery, type Hit } from "./queries";

export const FINDER = "counter-finder";

interface Props {
  readonly lease: string | undefined;
  /** Told at the first key. */
  readonly onStart: () => void;
  readonly onChoose: (leaseId: string) => void;
}

const PAUSE_MS = 120;

export function Finder({ lease, onStart, onChoose }: Props) {
  const { rent } = useMessages();
  const words = rent.counter;
  const list = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const { q, answer, hits } = useFound(typed);
  const chosen = hits[Math.min(at, hits.length - 1)];
  const choose = (hit: Hit | undefined) => {
    if (hit?.lease_id) onChoose(hit.lease_id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(hits.length - 1, at + by)));
    }
    // What is shown must be what was typed: a quick Enter does not take the household found before.
    if (event.key === "Enter" && q === typed.trim() && !answer.isFetching) choose(chosen);
  };
  return (
    <>
      <Input
        id={FINDER}
        className={styles.search ?? ""}
        size="large"
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={list}
        aria-activedescendant={chosen?.lease_id ?? undefined}
        aria-label={words.search}
        placeholder={words.search}
        autoComplete="off"
        autoFocus
        value={typed}
        suffix={<kbd>/</kbd>}
        onChange={(event) => {
          onStart();
          setAt(0);
          // The key that leads here may be pressed once more.
          setTyped(event.target.value.replace(/^\//, ""));
        }}
        onKeyDown={onKeyDown}
      />
      {q !== "" && (
        <Panel title={words.found(hits.length)} note={<span className="small">{words.foundBy}</span>}>
          <QueryProblem of={answer} />
          {answer.isSuccess && hits.length === 0 && <p className={styles.empty}>{words.foundNone}</p>}
          <Hits id={list} hits={hits} chosen={chosen} lease={lease} onChoose={choose} />
        </Panel>
      )}
    </>
  );
}

interface HitsProps {
  readonly id: string;
  readonly hits: readonly Hit[];
  readonly chosen: Hit | undefined;
  readonly lease: string | undefined;
  readonly onChoose: (hit: Hit) => void;
}

function Hits({ id, hits, chosen, lease, onChoose }: HitsProps) {
  const { rent } = useMessages();
  return (
    <div id={id} role="listbox" aria-label={rent.counter.foundLabel} className={styles.found}>
      {hits.map((hit) => (
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the field above takes the keys for all of them
        <div
          key={hit.lease_id}
          id={hit.lease_id ?? undefined}
          role="option"
          tabIndex={-1}
          aria-selected={hit === chosen}
          aria-current={hit.lease_id === lease ? true : undefined}
          onClick={() => onChoose(hit)}
        >
          <HitLine hit={hit} />
        </div>
      ))}
    </div>
  );
}

function HitLine({ hit }: { readonly hit: Hit }) {
  const { homes, rent } = useMessages();
  const words = rent.counter;
  const format = useFormat();
  const { building, entrance, room, overdue_fen: overdue, months_owed: months } = hit;
  const late = overdue !== null && overdue > 0;
  return (
    <>
      <b>{hit.tenant_name}</b>
      {late ? <b className="late">{format.money(overdue)}</b> : <small>{words.owedNone}</small>}
      <small>
        {hit.project} {building !== null && entrance !== null && room !== null && homes.address(building, entrance, room)}
      </small>
      <small>{late && words.monthsOwed(months ?? 0)}</small>
    </>
  );
}

/** Households under a lease that fit what was typed, once the hand rests. */
function useFound(typed: string) {
  const [q, setQ] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const answer = useQuery({ ...findQuery(q), enabled: q !== "" });
  const hits = q === "" ? [] : (answer.data?.households ?? []).filter(({ lease_id }) => lease_id !== null);
  return { q, answer, hits };
}
