/** The parts of a page, one in sight; which one is in the address. */
import { Link } from "@tanstack/react-router";

import styles from "./tabs.module.css";
import { changed } from "./url-state";

interface Props<Key extends string> {
  readonly label: string;
  readonly tabs: readonly (readonly [key: Key, title: string])[];
  readonly at: Key;
}

export function Tabs<Key extends string>({ label, tabs, at }: Props<Key>) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map(([key, title]) => (
        <Link key={key} to="." search={changed({ tab: key, cursor: undefined, open: undefined })} aria-current={key === at ? "page" : undefined} activeProps={{}}>
          {title}
        </Link>
      ))}
    </nav>
  );
}
