/** What waits, and for whom: read from the lists that exist, shown to those who may act. */
import { useQuery } from "@tanstack/react-query";
import type { LinkProps } from "@tanstack/react-router";

import { type Permission, useMay } from "../../api/me";
import { monthAfter } from "../../components/month-picker";
import { type Fee, feesQuery } from "../../features/contracts/queries";
import { type Check, checksQuery } from "../../features/closings/queries";
import { type Import, importsQuery } from "../../features/imports/queries";
import { type Remittance, remittancesQuery } from "../../features/remittances/queries";
import { type Item, itemsQuery } from "../../features/suspense/queries";
import { type Voucher, vouchersQuery } from "../../features/vouchers/queries";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Messages } from "../../i18n/zh";

export interface Task {
  readonly key: string;
  readonly dueOn?: string;
  readonly what: string;
  readonly which: string;
  readonly count?: number;
  readonly fen?: number;
  readonly deed: string;
  readonly link: LinkProps;
}

/** Who moves a voucher, a remittance or a fee statement on from the state it is in. */
const VOUCHER: Movers = {
  calculated: "voucher:confirm",
  operator_confirmed: "voucher:pay",
  paid: "voucher:accept",
  disputed: "voucher:decide_dispute",
};
const REMITTANCE: Movers = {
  statement: "remittance:sign",
  payment_order: "remittance:prepare",
  sent: "remittance:confirm",
  mismatch: "remittance:prepare",
};
const FEE: Movers = {
  computed: "fee:confirm",
  o_confirmed: "fee:audit",
  p_audited: "fee:approve",
  pa_approved: "fee:pay",
  f_applied: "fee:pay",
  disputed: "fee:audit",
};

export function useTasks(projectId: string) {
  const may = useMay();
  const words = useMessages();
  const month = monthAfter(todayOn().slice(0, 7), -1);
  const suspense = useQuery({ ...itemsQuery(projectId, null), enabled: may("payment:take") });
  const vouchers = useQuery({ ...vouchersQuery(projectId, undefined), enabled: may("ledger:read") });
  const remittances = useQuery({ ...remittancesQuery(projectId, undefined), enabled: may("ledger:read") });
  const fees = useQuery({ ...feesQuery(projectId), enabled: may("contract:read") });
  const imports = useQuery({ ...importsQuery(projectId, null), enabled: may("books:import") });
  const checks = useQuery({ ...checksQuery(projectId, month), enabled: may("charge:raise") || may("month:close") });
  const answers = [suspense, vouchers, remittances, fees, imports, checks];
  const mine = <One extends { readonly state: string }>(by: Movers, found: Found<One>) =>
    (found?.items ?? []).filter(({ state }) => may(by[state] ?? NOBODY));
  const tasks = [
    ...suspenseTask(suspense.data, words),
    ...mine(VOUCHER, vouchers.data).map((one) => voucherTask(one, words)),
    ...mine(REMITTANCE, remittances.data).map((one) => remittanceTask(one, words)),
    ...mine(FEE, fees.data).map((one) => feeTask(one, words)),
    ...(imports.data?.items ?? []).filter(({ state }) => state === "ready").map((one) => importTask(one, words)),
    ...monthTask(checks.data, month, words),
  ];
  const arrived = answers.every(({ isLoading }) => !isLoading);
  return { answers, tasks: arrived ? tasks.toSorted(bySoonest) : undefined };
}

type Movers = Readonly<Partial<Record<string, Permission>>>;
type Found<One> = { readonly items: readonly One[] } | undefined;

/** Nobody who works in the dashboard has it here: a state that waits for no person. */
const NOBODY: Permission = "people:manage";
const NEVER = "9999";

const bySoonest = (one: Task, other: Task) => (one.dueOn ?? NEVER).localeCompare(other.dueOn ?? NEVER);

function suspenseTask(found: Found<Item>, { overview }: Messages): readonly Task[] {
  const items = found?.items ?? [];
  const late = items.find(({ is_overdue }) => is_overdue);
  if (items.length === 0) return [];
  const task: Task = {
    key: "suspense",
    what: overview.suspense,
    which: "",
    count: items.length,
    fen: items.reduce((sum, { amount_fen: fen }) => sum + fen, 0),
    deed: overview.deeds.match,
    link: { to: "/suspense" },
  };
  return [late ? { ...task, dueOn: late.received_on } : task];
}

function voucherTask(one: Voucher, { settle }: Messages): Task {
  return {
    key: one.id,
    dueOn: one.due_on,
    what: settle.voucher.one,
    which: `${one.month} ${one.number}`,
    fen: one.amount_fen,
    deed: settle.voucher.who[one.state] ?? "",
    link: { to: "/vouchers", search: { open: one.id } },
  };
}

function remittanceTask(one: Remittance, { settle }: Messages): Task {
  return {
    key: one.id,
    what: settle.remittance.one,
    which: `${one.month} ${one.number}`,
    fen: one.amount_fen,
    deed: settle.remittance.who[one.state] ?? "",
    link: { to: "/remittances" },
  };
}

function feeTask(one: Fee, { settle }: Messages): Task {
  return {
    key: one.id,
    what: settle.fee.one,
    which: `${one.month} ${one.number}`,
    fen: one.payable_fen,
    deed: settle.fee.who[one.state] ?? "",
    link: { to: "/contracts", search: { open: one.id } },
  };
}

function importTask(one: Import, { overview, books }: Messages): Task {
  return {
    key: one.id,
    what: overview.import,
    which: books.imports.kinds[one.kind],
    ...(one.report && { count: one.report.rows }),
    deed: overview.deeds.confirm,
    link: { to: "/imports", search: { open: one.id } },
  };
}

function monthTask(checks: Found<Check>, month: string, { overview }: Messages): readonly Task[] {
  const open = (checks?.items ?? []).filter(({ ok }) => !ok);
  if (open.length === 0) return [];
  return [{ key: "month", what: overview.month, which: month, count: open.length, deed: overview.deeds.look, link: { to: "/month", search: { month } } }];
}
