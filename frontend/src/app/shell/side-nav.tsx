/** The main navigation at the left. */
import { Link } from "@tanstack/react-router";

import type { Permission } from "../../api/me";
import { useMessages } from "../../i18n/language";
import { navigationFor } from "./navigation";
import styles from "./shell.module.css";

export function SideNav({ permissions }: { readonly permissions: readonly Permission[] }) {
  const { nav } = useMessages();
  return (
    <nav className={styles.side} aria-label={nav.label}>
      {navigationFor(permissions).map(({ key, entries }) => (
        <div key={key ?? "top"} className={styles.group}>
          {key !== null && <h3>{nav.groups[key]}</h3>}
          {entries.map((entry) => (
            <Link key={entry.key} to={entry.to} activeOptions={{ exact: entry.to === "/" }} preload="intent">
              {nav[entry.key]}
            </Link>
          ))}
        </div>
      ))}
    </nav>
  );
}
