/** Everything that the month's chain shows, asked for at once; each answer also serves its panel. */
import { useQuery } from "@tanstack/react-query";

import { api } from "../../api/client";
import type { components } from "../../api/schema";
import { runsQuery } from "../../features/billing/queries";
import { checksQuery, closingsQuery } from "../../features/closings/queries";
import { feesQuery } from "../../features/fees/queries";
import { heldQuery, remittancesQuery } from "../../features/remittances/queries";
import { itemsQuery } from "../../features/suspense/queries";
import { vouchersQuery } from "../../features/vouchers/queries";

export type Balance = components["schemas"]["BalanceOut"];

const balancesQuery = (project_id: string, month: string, of_charges: boolean) =>
  api.queryOptions("get", "/v1/ledger/balances", { params: { query: { project_id, month, of_charges } } });

export type MonthAnswers = ReturnType<typeof useMonth>;

export function useMonth(projectId: string, month: string) {
  return {
    runs: useQuery(runsQuery(projectId, month)),
    books: useQuery(balancesQuery(projectId, month, false)),
    charges: useQuery(balancesQuery(projectId, month, true)),
    suspense: useQuery(itemsQuery(projectId, null)),
    vouchers: useQuery(vouchersQuery(projectId, { month })),
    held: useQuery(heldQuery),
    remittances: useQuery(remittancesQuery(projectId, { month })),
    checks: useQuery(checksQuery(projectId, month)),
    closings: useQuery(closingsQuery(projectId, month)),
    fees: useQuery(feesQuery(projectId)),
  };
}
