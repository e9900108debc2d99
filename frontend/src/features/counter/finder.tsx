/** Find a household by the beginning of its tenant's name, its unit or its contract. */
import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { type KeyboardEvent, useRef, useState } from "react";

import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { useMessages } from "../../i18n/language";
import styles from "./counter.module.css";
import { findQuery } from "./queries";

export const FINDER = "counter-finder";

interface Props {
  readonly projectId: string;
  readonly q: string | undefined;
  readonly lease: string | undefined;
  readonly onSearch: (text: string | undefined) => void;
  readonly onChoose: (leaseId: string) => void;
}

export function Finder({ projectId, q, lease, onSearch, onChoose }: Props) {
  const { rent } = useMessages();
  const words = rent.counter;
  const [typed, setTyped] = useState(q ?? "");
  const box = useRef<HTMLDivElement>(null);
  const search = () => onSearch(typed.trim() === "" ? undefined : typed.trim());
  const onKeyDown = ({ key }: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (by === undefined) return;
    const stops = [...(box.current?.querySelectorAll<HTMLElement>("input, button") ?? [])];
    stops[stops.indexOf(document.activeElement as HTMLElement) + by]?.focus();
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys bubble up from its field and buttons
    <div ref={box} className="grid" onKeyDown={onKeyDown}>
      <Input
        id={FINDER}
        className={styles.search ?? ""}
        size="large"
        type="search"
        autoFocus
        aria-label={words.search}
        placeholder={words.search}
        value={typed}
        suffix={<kbd>/</kbd>}
        // The key that leads here may be pressed once more.
        onChange={(event) => setTyped(event.target.value.replace(/^\//, ""))}
        onPressEnter={search}
      />
      {q !== undefined && <Found projectId={projectId} q={q} lease={lease} onChoose={onChoose} />}
    </div>
  );
}

function Found({ projectId, q, lease, onChoose }: Pick<Props, "projectId" | "lease" | "onChoose"> & { readonly q: string }) {
  const { homes, rent } = useMessages();
  const words = rent.counter;
  const answer = useQuery(findQuery(projectId, q));
  return (
    <Panel title={words.found}>
      <QueryProblem of={answer} />
      {answer.data?.items.length === 0 && <p className={styles.empty}>{words.foundNone}</p>}
      <ul className={styles.found} aria-busy={answer.isPending}>
        {answer.data?.items.map((one) => (
          <li key={one.id}>
            <button type="button" aria-current={one.id === lease ? true : undefined} onClick={() => onChoose(one.id)}>
              <b>{one.tenant_name}</b>
              <span>{one.contract_no}</span>
              <span>{homes.address(one.building, one.entrance, one.room)}</span>
              <span>{homes.leaseState[one.state]}</span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
