/** 收款台: find a household, see what it owes, take its money, print the receipt. */
import { useEffect } from "react";

import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useMessages } from "../../i18n/language";
import styles from "./counter.module.css";
import { Finder, FINDER } from "./finder";
import { PaymentPanel } from "./payment-panel";
import { TodayPanel } from "./today-panel";

interface Search {
  readonly q?: string | undefined;
  readonly lease?: string | undefined;
}

export function CounterPage() {
  const { rent } = useMessages();
  const words = rent.counter;
  const { project } = useProject();
  const { q, lease } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  useSlashKey();
  return (
    <Page
      title={words.title}
      situation={
        <>
          <kbd>/</kbd> {words.keys} <kbd>↑</kbd> <kbd>↓</kbd> <kbd>Enter</kbd> {words.choose}
        </>
      }
    >
      {project && (
        <div className={styles.counter}>
          <div className="grid">
            <Finder projectId={project.id} q={q} lease={lease} onSearch={(text) => setSearch({ q: text })} onChoose={(id) => setSearch({ lease: id })} />
            <TodayPanel projectId={project.id} />
          </div>
          {lease === undefined ? (
            <p className={styles.start}>{words.start}</p>
          ) : (
            <PaymentPanel key={lease} leaseId={lease} onNext={() => setSearch({ lease: undefined, q: undefined })} />
          )}
        </div>
      )}
    </Page>
  );
}

/** `/` leads to the search from anywhere but a field. */
function useSlashKey() {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      document.getElementById(FINDER)?.focus();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
