/** A page: where it is, its title, the situation in one sentence, what can be done, and then the figures. */
import { Link, type LinkProps } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";

import { useMessages } from "../i18n/language";
import styles from "./page.module.css";

export interface Crumb {
  readonly label: string;
  readonly link: Pick<LinkProps, "to" | "params" | "search">;
}

interface Props {
  readonly title: string;
  /** The pages above this one, the highest first. */
  readonly parents?: readonly Crumb[] | undefined;
  /** Stands beside the title: a month stepper, a state. */
  readonly beside?: ReactNode;
  /** Who must act, by when, how much. */
  readonly situation?: ReactNode;
  /** Buttons; one of them primary at most. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, parents = [], beside, situation, actions, children }: Props) {
  const { app } = useMessages();
  useEffect(() => {
    document.title = `${title} · ${app.name}`;
  }, [title, app.name]);

  return (
    <>
      <div className={styles.head}>
        {parents.length > 0 && <Crumbs parents={parents} />}
        <h1>{title}</h1>
        {beside}
        {situation !== undefined && <p className={styles.situation}>{situation}</p>}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </>
  );
}

function Crumbs({ parents }: { readonly parents: readonly Crumb[] }) {
  const { crumbs } = useMessages();
  return (
    <nav aria-label={crumbs} className={styles.crumbs}>
      {parents.map(({ label, link }) => (
        <span key={label}>
          <Link {...link}>{label}</Link> <i aria-hidden="true">/</i>
        </span>
      ))}
    </nav>
  );
}
