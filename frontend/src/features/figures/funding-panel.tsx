/** The year's funds: whether the rent that came in covers the fee and the repairs that it pays for. */
import { useQuery } from "@tanstack/react-query";

import { Money } from "../../components/money";
import { StatusBadge } from "../../components/status-badge";
import { changed } from "../../components/url-state";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Place } from "../../components/place-link";
import { FigurePanel } from "./figure-panel";
import styles from "./figure-panel.module.css";
import { type Funding, fundingQuery, type Span } from "./queries";

const LEADS: Place = { to: "/contracts", search: changed({ tab: "fees" }) };

export function FundingPanel({ projectId }: Pick<Span, "projectId">) {
  const { figures, units } = useMessages();
  const words = figures.funding;
  const format = useFormat();
  const answer = useQuery(fundingQuery({ projectId }));
  return (
    <FigurePanel
      title={words.title(answer.data?.year ?? Number(todayOn().slice(0, 4)))} why="funding_rate" projectId={projectId}
      unit={words.unit}
      leads={LEADS}
      answer={answer}
      tell={(told) => ({
        figure: format.money(told.rent_fen),
        after: `${units.yuan} ${words.rent}`,
        told: told.use_rate === null ? words.noRent : words.use(format.decimal(told.use_rate)),
        course: <Uses told={told} />,
      })}
    />
  );
}

function Uses({ told }: { readonly told: Funding }) {
  const { figures } = useMessages();
  const words = figures.funding;
  return (
    <>
      <dl className={styles.funds}>
        <dt>{words.rent}</dt>
        <dd><Money fen={told.rent_fen} /></dd>
        <dt>{words.fee}</dt>
        <dd><Money fen={told.fee_fen} /></dd>
        <dt>{words.repairs}</dt>
        <dd><Money fen={told.repairs_fen} /></dd>
      </dl>
      <p>
        <StatusBadge tone={told.is_short ? "waiting" : "good"}>{told.is_short ? words.short : words.enough}</StatusBadge>
      </p>
    </>
  );
}
