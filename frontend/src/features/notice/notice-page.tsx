/** 配租公示: plan, order and result of a round for everybody, masked, without sign-in. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect } from "react";

import { LanguageSwitch } from "../../components/language-switch";
import { Mark } from "../../components/mark";
import { QueryProblem } from "../../components/query-problem";
import { useMessages } from "../../i18n/language";
import { PlanPart } from "./plan-part";
import { noticeQuery, type PublicRound } from "./queries";
import { ResultPart, OrderPart } from "./lists";
import { InputsPart, ProofPart, VersionsPart } from "./proof";
import styles from "./notice.module.css";

export function NoticePage() {
  const { rounds, app } = useMessages();
  const words = rounds.public;
  const { roundId = "" } = useParams({ strict: false });
  const answer = useQuery(noticeQuery(roundId));
  const title = titleOf(answer.data) ?? words.title;
  useEffect(() => {
    document.title = `${title} · ${app.name}`;
  }, [title, app.name]);
  return (
    <div className={styles.page}>
      <header className={styles.bar}>
        <span>
          <Mark size={20} /> {app.name}
        </span>
        <LanguageSwitch />
        <Link to="/sign-in">{words.signIn}</Link>
      </header>
      <main className={styles.paper}>
        <p className={styles.kind}>{words.title}</p>
        <h1>{title}</h1>
        <QueryProblem of={answer} />
        {answer.data && <Parts round={answer.data} />}
        <footer className={styles.foot}>
          <p>{words.mask}</p>
          <p>{words.foot}</p>
        </footer>
      </main>
    </div>
  );
}

const titleOf = (round: PublicRound | undefined) => round?.result?.title ?? round?.order?.title ?? round?.plan?.title;

const isEmpty = ({ plan, order, result }: PublicRound) => plan === null && order === null && result === null;

/** The latest news first. */
function Parts({ round }: { readonly round: PublicRound }) {
  const { rounds } = useMessages();
  const { plan, order, inputs, result } = round;
  return (
    <>
      {isEmpty(round) && <p>{rounds.public.none}</p>}
      {result && <ResultPart result={result} />}
      {order && <OrderPart order={order} />}
      {plan && <PlanPart plan={plan} />}
      {inputs && !order && <InputsPart inputs={inputs} />}
      {order && <ProofPart round={round} order={order} />}
      <VersionsPart versions={round.versions} />
    </>
  );
}

