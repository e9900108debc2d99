/** The order and the result: names masked, the registration number for whoever looks for their own. */
import { Input } from "antd";
import { useState } from "react";

import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { matching } from "./matching";
import styles from "./notice.module.css";
import { Part } from "./part";
import type { Order, Result } from "./queries";

export function OrderPart({ order }: { readonly order: Order }) {
  const { rounds } = useMessages();
  const words = rounds.public;
  const format = useFormat();
  const [typed, setTyped] = useState("");
  // Only beside names that look alike.
  const isTold = order.lines.some(({ id }) => id !== null);
  return (
    <Part title={words.order} note={words.orderNote(format.day(order.objections_until))}>
      <Find value={typed} onChange={setTyped} />
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.place}</th>
            <th scope="col">{words.number}</th>
            <th scope="col">{words.name}</th>
            {isTold && <th scope="col">{words.id}</th>}
          </tr>
        </thead>
        <tbody>
          {matching(order.lines, typed).map((line) => (
            <tr key={line.number}>
              <td>{line.order}</td>
              <td>{line.number}</td>
              <td>{line.name}</td>
              {isTold && <td>{line.id}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

export function ResultPart({ result }: { readonly result: Result }) {
  const { rounds } = useMessages();
  const words = rounds.public;
  const format = useFormat();
  const [typed, setTyped] = useState("");
  return (
    <Part title={words.result} note={words.left(format.count(result.homes_left))}>
      <Find value={typed} onChange={setTyped} />
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.place}</th>
            <th scope="col">{words.number}</th>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.outcome}</th>
            <th scope="col">{words.building}</th>
          </tr>
        </thead>
        <tbody>
          {matching(result.lines, typed).map((line) => (
            <tr key={line.number}>
              <td>{line.order}</td>
              <td>{line.number}</td>
              <td>
                {line.name} {line.id}
              </td>
              <td>{rounds.turn[line.outcome]}</td>
              <td>{line.place}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

function Find({ value, onChange }: { readonly value: string; readonly onChange: (typed: string) => void }) {
  const { rounds } = useMessages();
  return <Input className={styles.find ?? ""} type="search" value={value} placeholder={rounds.public.find} aria-label={rounds.public.find} onChange={(event) => onChange(event.target.value)} />;
}
