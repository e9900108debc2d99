/** 租金标准与规则: what a square metre costs, and how a household's rent comes of it, each since when. */
import { Link } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { Tabs } from "../../components/tabs";
import { usePageSearch } from "../../components/url-state";
import { useMessages } from "../../i18n/language";
import { RulesList } from "./rules-list";
import { SetStandard } from "./set-standard";
import { StandardsList } from "./standards-list";

const TABS = ["prices", "rules"] as const;
const PARTS = { prices: StandardsList, rules: RulesList };

export function StandardsPage() {
  const { tariffs } = useMessages();
  const may = useMay();
  const { project } = useProject();
  const { tab } = usePageSearch<{ readonly tab?: string | undefined }>();
  const at = TABS.find((key) => key === tab) ?? "prices";
  const Part = PARTS[at];
  const actions = { prices: project && <SetStandard project={project} />, rules: <NewRule /> };
  return (
    <Page title={tariffs.title} situation={tariffs.situation} actions={may("rent:set") && actions[at]}>
      <Tabs label={tariffs.label} at={at} tabs={TABS.map((key) => [key, tariffs.tabs[key]])} />
      {project && <Part project={project} />}
    </Page>
  );
}

function NewRule() {
  const { tariffs } = useMessages();
  return (
    <Link to="/rent-rules/new" className="button primary">
      {tariffs.rules.set}
    </Link>
  );
}
