/** The main navigation at the left, with what waits on each page. */
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";

import { dutiesQuery } from "../../api/duties";
import type { Me } from "../../api/me";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { navigationFor } from "./navigation";
import styles from "./shell.module.css";
import { type Waiting, waitingOn } from "./waiting";

export function SideNav({ me }: { readonly me: Me }) {
  const { nav } = useMessages();
  const { pathname } = useLocation();
  const { data } = useQuery(dutiesQuery);
  const waiting = waitingOn(data);
  return (
    <nav id="navigation" className={styles.side} aria-label={nav.label}>
      {navigationFor(me).map(({ key, entries }) => (
        <div key={key ?? "top"} className={styles.group}>
          {key !== null && <h3>{nav.groups[key]}</h3>}
          {entries.map((entry) => (
            <Link key={entry.key} to={entry.to} activeOptions={{ exact: entry.to === "/" }} preload="intent" {...(entry.also !== undefined && pathname.startsWith(entry.also) && { "aria-current": "page" })}>
              {nav[entry.key]}
              <Count waiting={waiting[entry.key]} />
            </Link>
          ))}
        </div>
      ))}
    </nav>
  );
}

function Count({ waiting }: { readonly waiting: Waiting | undefined }) {
  const format = useFormat();
  if (!waiting || waiting.count === 0) return null;
  return <span className={waiting.isLate ? "late" : undefined}>{format.count(waiting.count)}</span>;
}
