/** Whether a paper is ours: open to whoever holds it, and silent about whom it concerns. */
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";

import { api } from "../../api/client";
import { AppearanceMenu } from "../../components/appearance-menu";
import { LanguageSwitch } from "../../components/language-switch";
import { Mark } from "../../components/mark";
import { QueryProblem } from "../../components/query-problem";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./verification-page.module.css";

export function VerificationPage() {
  const { app, verification: words } = useMessages();
  const format = useFormat();
  const { code = "" }: { readonly code?: string } = useParams({ strict: false });
  const answer = useQuery(api.queryOptions("get", "/v1/public/documents/{code}", { params: { path: { code } } }, { retry: false, staleTime: Infinity }));
  useEffect(() => {
    document.title = `${words.title} · ${app.name}`;
  }, [words.title, app.name]);
  const paper = answer.data;

  return (
    <main className={styles.page}>
      <p className={styles.brand}>
        <Mark size={28} />
        {app.name}
      </p>
      <section className={styles.sheet} aria-busy={answer.isPending}>
        <h1>{words.title}</h1>
        <QueryProblem of={answer} />
        {paper && (
          <>
            <p className={styles.ours}>{words.ours}</p>
            <dl className={styles.facts}>
              <dt>{words.kind}</dt>
              <dd>{words.kinds[paper.kind]}</dd>
              <dt>{words.number}</dt>
              <dd className={styles.number}>{paper.number}</dd>
              <dt>{words.day}</dt>
              <dd>{format.day(paper.on_date, "")}</dd>
              <dt>{words.fingerprint}</dt>
              <dd className={styles.number}>{paper.fingerprint.replace(/(.{8})(?=.)/g, "$1 ")}</dd>
            </dl>
            <p className={styles.compare}>{words.compare}</p>
          </>
        )}
      </section>
      <div className={styles.display}>
        <LanguageSwitch />
        <AppearanceMenu />
      </div>
    </main>
  );
}
