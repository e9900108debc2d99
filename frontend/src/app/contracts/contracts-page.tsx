/** 合同与服务费: contracts, the fee statements under them, and deductions. */
import { Link } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { Tabs } from "../../components/tabs";
import { usePageSearch } from "../../components/url-state";
import { ContractsList } from "../../features/contracts/contracts-list";
import { DeductionsList } from "../../features/deductions/deductions-list";
import { FeesList } from "../../features/fees/fees-list";
import { useMessages } from "../../i18n/language";

const TABS = ["contracts", "fees", "deductions"] as const;

export function ContractsPage() {
  const { settle } = useMessages();
  const words = settle.contract;
  const may = useMay();
  const { project } = useProject();
  const { tab } = usePageSearch<{ readonly tab?: string | undefined }>();
  const at = TABS.find((key) => key === tab) ?? "contracts";
  return (
    <Page
      title={words.title}
      situation={words.situation}
      actions={
        may("contract:draft") && (
          <Link to="/contracts/new" className="button primary">
            {words.draft}
          </Link>
        )
      }
    >
      <Tabs label={words.title} at={at} tabs={[["contracts", words.list], ["fees", words.fees], ["deductions", settle.deduction.title]]} />
      {project && at === "contracts" && <ContractsList projectId={project.id} />}
      {project && at === "fees" && <FeesList projectId={project.id} />}
      {project && at === "deductions" && <DeductionsList projectId={project.id} />}
    </Page>
  );
}
