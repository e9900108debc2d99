/** What is public of the round: every version, also those that were corrected or withdrawn. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { Timeline } from "../../components/timeline";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { publicQuery, type Round } from "./queries";

export function VersionsPanel({ one }: { readonly one: Round }) {
  const { rounds } = useMessages();
  const words = rounds.versions;
  const format = useFormat();
  // Before anything was published there is nothing to be asked for.
  const isSecret = one.plan_published_by === null;
  const versions = useQuery({ ...publicQuery(one.id), enabled: !isSecret }).data?.versions ?? [];
  return (
    <Timeline
      title={words.title}
      empty={words.empty}
      more={
        versions.length > 0 && (
          <Link to="/public/rounds/$roundId" params={{ roundId: one.id }} target="_blank">
            {words.open}
          </Link>
        )
      }
      happenings={versions
        .toSorted((one, other) => other.published_at.localeCompare(one.published_at))
        .map(({ kind, number, standing, reason, published_at: at }) => ({
          key: `${kind} ${number}`,
          when: format.when(at.slice(0, 10)),
          what: words.line(rounds.publication[kind], number),
          more: [rounds.standing[standing], reason].filter(Boolean).join("，"),
        }))}
    />
  );
}
