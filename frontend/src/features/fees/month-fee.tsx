/** The month's fee statement, or the way to it. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { FeeDeeds } from "./fee-deeds";
import { Annex, FeeEquation, FeeState } from "./fee-panel";
import { compute, contractsQuery, type Fee, feeOf, feesQuery } from "./queries";

interface Props {
  readonly projectId: string;
  readonly month: string;
}

export function MonthFee({ projectId, month }: Props) {
  const { settle } = useMessages();
  const words = settle.fee;
  const answer = useQuery(feesQuery(projectId));
  const fee = feeOf(answer.data?.items, month);
  if (fee) return <Statement fee={fee} />;
  return (
    <Panel title={words.one} padded>
      <QueryProblem of={answer} />
      {answer.isSuccess && (
        <div className="grid">
          <p className="muted">{words.noneYet}</p>
          <Compute projectId={projectId} month={month} />
        </div>
      )}
    </Panel>
  );
}

function Statement({ fee }: { readonly fee: Fee }) {
  const { settle } = useMessages();
  return (
    <>
      <Panel
        title={settle.fee.one}
        note={
          <Link to="/fees/$feeId" params={{ feeId: fee.id }}>
            {fee.number}
          </Link>
        }
        more={<FeeState fee={fee} />}
        padded
      >
        <div className="spread">
          <p>
            <FeeEquation fee={fee} />
          </p>
          <span className="deeds">
            <FeeDeeds one={fee} />
          </span>
        </div>
      </Panel>
      <Annex fee={fee} />
    </>
  );
}

function Compute({ projectId, month }: Props) {
  const { settle } = useMessages();
  const words = settle.fee;
  const format = useFormat();
  const may = useMay();
  const contracts = useQuery(contractsQuery(projectId));
  const contract = contracts.data?.items.find(
    ({ starts_on, ends_on }) => starts_on.slice(0, 7) <= month && month <= ends_on.slice(0, 7),
  );
  if (contracts.isSuccess && !contract) return <p className="muted">{settle.contract.empty}</p>;
  if (!contract || !may("fee:compute")) return null;
  return (
    <span>
      <Deed
        primary
        label={words.compute(format.month(month))}
        title={words.computeTitle}
        explain={`${contract.contract_no} ${words.computeExplain}`}
        run={(_, headers) => compute(contract.id, month, headers)}
      />
    </span>
  );
}
