/** How the order came about: what was committed, frozen and drawn, and how anybody can check it. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Ordering, orderingsQuery, resultFileOf, type Round } from "./queries";
import styles from "./rounds.module.css";

export function OrderingsPanel({ one }: { readonly one: Round }) {
  const { rounds } = useMessages();
  const words = rounds.orderings;
  const answer = useQuery(orderingsQuery(one.id));
  const items = answer.data?.items;
  const drawn = items?.find(({ is_drawn, given_up_at }) => is_drawn && given_up_at === null);
  const isLottery = one.method === "lottery";
  return (
    <Panel
      title={words.title}
      {...(drawn && {
        more: (
          <a href={resultFileOf(one.id)} download={`${one.title}.json`}>
            {isLottery ? words.file : words.fileAny}
          </a>
        ),
      })}
    >
      <QueryProblem of={answer} />
      <All items={items} empty={isLottery ? words.emptyLottery : words.empty} />
      {drawn && isLottery && <Proof ordering={drawn} file={`${one.title}.json`} />}
    </Panel>
  );
}

function All({ items, empty }: { readonly items: readonly Ordering[] | undefined; readonly empty: string }) {
  if (items?.length === 0) return <p className={styles.empty}>{empty}</p>;
  return items?.map((ordering) => <One key={ordering.number} one={ordering} />);
}

function One({ one }: { readonly one: Ordering }) {
  const { rounds } = useMessages();
  const words = rounds.orderings;
  const format = useFormat();
  const when = (at: string | null) => (at === null ? <span className="wait">{words.notYet}</span> : format.moment(at));
  return (
    <section className={styles.ordering} aria-label={words.at(one.number)}>
      <h3>
        {words.at(one.number)} {one.given_up_at !== null && <span className="muted">{words.givenUp}</span>}
      </h3>
      <dl className="facts">
        <Line name={words.algorithm}>{one.algorithm}</Line>
        {one.commitment !== null && <Line name={words.commitment}><span className="mono">{one.commitment}</span></Line>}
        {one.public_source !== null && <Line name={words.source}>{words.sourceOf(one.public_source, format.day(one.public_on ?? ""))}</Line>}
        <Line name={words.frozen}>{when(one.frozen_at)}</Line>
        {one.inputs_sha256 !== null && <Line name={words.inputs}><span className="mono">{one.inputs_sha256}</span></Line>}
        <Line name={words.drawn}>{when(one.ordered_at)}</Line>
      </dl>
    </section>
  );
}

/** The one line that checks the draw on any machine. */
function Proof({ ordering, file }: { readonly ordering: Ordering; readonly file: string }) {
  const { rounds } = useMessages();
  const words = rounds.orderings;
  return (
    <section className={styles.ordering}>
      <h3>{words.verify}</h3>
      <p className="small muted">{words.verifySteps}</p>
      <pre className={styles.command}>{`anju lottery verify "${file}" \\\n  --commitment ${ordering.commitment ?? ""} \\\n  --inputs-sha256 ${ordering.inputs_sha256 ?? ""}`}</pre>
      <p className="small muted">{words.more}</p>
    </section>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
