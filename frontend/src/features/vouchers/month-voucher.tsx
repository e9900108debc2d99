/** The month's voucher, or the way to it. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { calculate, vouchersQuery } from "./queries";
import { VoucherDeeds } from "./voucher-deeds";
import { VoucherLines } from "./voucher-lines";
import { StateOf } from "./voucher-state";

interface Props {
  readonly projectId: string;
  readonly month: string;
}

export function MonthVoucher({ projectId, month }: Props) {
  const { settle } = useMessages();
  const words = settle.voucher;
  const answer = useQuery(vouchersQuery(projectId, { month }));
  const one = answer.data?.items.find(({ state }) => state !== "withdrawn");
  if (one)
    return (
      <VoucherLines
        one={one}
        more={
          <span className="deeds">
            <Link to="/vouchers/$voucherId" params={{ voucherId: one.id }}>
              {one.number}
            </Link>
            <StateOf one={one} />
            <VoucherDeeds one={one} />
          </span>
        }
      />
    );
  return (
    <Panel title={words.one} padded>
      <QueryProblem of={answer} />
      {answer.isSuccess && (
        <div className="grid">
          <p className="muted">{words.noneYet}</p>
          <Calculate projectId={projectId} month={month} />
        </div>
      )}
    </Panel>
  );
}

function Calculate({ projectId, month }: Props) {
  const { settle } = useMessages();
  const words = settle.voucher;
  const format = useFormat();
  const may = useMay();
  if (!may("voucher:calculate")) return null;
  return (
    <span>
      <Deed
        primary
        label={words.calculate(format.month(month))}
        title={words.calculateTitle}
        explain={words.calculateExplain}
        run={(_, headers) => calculate(projectId, month, headers)}
      />
    </span>
  );
}
