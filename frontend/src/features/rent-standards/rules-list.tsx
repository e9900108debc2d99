/** How rent is worked out: the project's own rules and the authority's defaults; a row tells each part in words. */
import { useQuery } from "@tanstack/react-query";

import { usePaged } from "../../api/paged";
import { type Project, useProjects } from "../../api/projects";
import { Choice } from "../../components/choice";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { StatusBadge } from "../../components/status-badge";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { ALL, type Rule, rulesQuery } from "./queries";
import { RuleParts } from "./rule-parts";
import { formulaOf } from "./rule-words";
import { STANDING_TONES, standingOf } from "./standing";

interface Search {
  readonly of?: string | undefined;
  readonly open?: string | undefined;
}

export function RulesList({ project }: { readonly project: Project }) {
  const { tariffs } = useMessages();
  const words = tariffs.rules;
  const format = useFormat();
  const projects = useProjects() ?? [];
  const { of, open } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search & { readonly cursor?: string | undefined }>();
  const { cursor } = usePageSearch<{ readonly cursor?: string | undefined }>();
  const answer = usePaged(rulesQuery(of === "project" ? project.id : undefined, usePaging()));
  const all = useQuery(rulesQuery(undefined, ALL)).data?.items ?? [];
  const standing = (row: Rule) => standingOf(row, all.filter(({ project_id }) => project_id === row.project_id), todayOn());
  return (
    <ListPanel<Rule>
      list="rent-rules"
      title={words.list}
      note={words.note}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      selected={open}
      onOpen={({ id }) => setSearch({ cursor, open: id === open ? undefined : id })}
      below={(row) => row.id === open && <RuleParts rule={row.rule} />}
      filter={{ of }}
      filters={<Choice aria-label={words.scope} all={words.anyScope} options={[["project", words.ownOf(project.name)]]} value={of} onChange={(one) => setSearch({ of: one === "" ? undefined : one })} />}
      columns={[
        { key: "from", title: words.from, cell: (row) => <span className="nw">{row.valid_from}</span> },
        { key: "scope", title: words.scope, cell: (row) => (row.project_id === null ? words.default : projects.find(({ id }) => id === row.project_id)?.name) },
        { key: "name", title: words.name, cell: (row) => row.rule.name },
        { key: "formula", title: words.formula, cell: (row) => formulaOf(row.rule, words) },
        { key: "basis", title: words.basisName, cell: (row) => words.basis[row.basis] },
        { key: "standing", title: tariffs.standingName, cell: (row) => <StatusBadge tone={STANDING_TONES[standing(row)]}>{tariffs.standing[standing(row)]}</StatusBadge> },
        { key: "legal", title: words.legal, cell: (row) => row.legal_basis },
        { key: "made", title: tariffs.prices.made, cell: (row) => <span className="nw">{format.moment(row.made_at)}</span> },
      ]}
    />
  );
}
