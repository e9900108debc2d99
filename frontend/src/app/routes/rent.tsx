/** 租金、履约: the addresses of money. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { at, listAt } from "./office";

const monthRoute = createRoute({
  ...at("/month", "month", "step", "operation", "cursor", "q", "months", "rows", "hide"),
  component: lazyRouteComponent(() => import("../month/month-page"), "MonthPage"),
});
const counterRoute = createRoute({
  ...at("/counter", "q", "lease"),
  component: lazyRouteComponent(() => import("../../features/counter/counter-page"), "CounterPage"),
});
const paymentsRoute = createRoute({
  ...listAt("/payments", "payments", "month", "channel", "state"),
  component: lazyRouteComponent(() => import("../../features/payments/payments-page"), "PaymentsPage"),
});
const paymentRoute = createRoute({
  ...at("/payments/$paymentId"),
  component: lazyRouteComponent(() => import("../../features/payments/payment-page"), "PaymentPage"),
});
const depositsRoute = createRoute({
  ...listAt("/deposits", "deposits", "tab", "lease", "refund"),
  component: lazyRouteComponent(() => import("../../features/deposits/deposits-page"), "DepositsPage"),
});
const suspenseRoute = createRoute({
  ...listAt("/suspense", "suspense", "tab", "operation", "open", "outcome"),
  component: lazyRouteComponent(() => import("../../features/suspense/suspense-page"), "SuspensePage"),
});
const arrearsRoute = createRoute({
  ...listAt("/arrears", "arrears", "q", "months"),
  component: lazyRouteComponent(() => import("../../features/arrears/arrears-page"), "ArrearsPage"),
});
const vouchersRoute = createRoute({
  ...listAt("/vouchers", "vouchers", "tab", "open", "state"),
  component: lazyRouteComponent(() => import("../advances/advances-page"), "AdvancesPage"),
});
const voucherRoute = createRoute({
  ...listAt("/vouchers/$voucherId", "voucher-lines"),
  component: lazyRouteComponent(() => import("../../features/vouchers/voucher-page"), "VoucherPage"),
});
const remittancesRoute = createRoute({
  ...listAt("/remittances", "remittances", "open", "state"),
  component: lazyRouteComponent(() => import("../../features/remittances/remittances-page"), "RemittancesPage"),
});
const remittanceRoute = createRoute({
  ...at("/remittances/$remittanceId"),
  component: lazyRouteComponent(() => import("../../features/remittances/remittance-page"), "RemittancePage"),
});
const adjustmentsRoute = createRoute({
  ...listAt("/adjustments", "adjustments", "state", "open"),
  component: lazyRouteComponent(() => import("../../features/adjustments/adjustments-page"), "AdjustmentsPage"),
});
const ledgerRoute = createRoute({
  ...listAt("/ledger", "transfers", "month", "account", "reason"),
  component: lazyRouteComponent(() => import("../../features/ledger/ledger-page"), "LedgerPage"),
});
const contractsRoute = createRoute({
  ...at("/contracts", "tab", "open", "feeState", "deductionState", "cursor", "rows", "hide"),
  component: lazyRouteComponent(() => import("../contracts/contracts-page"), "ContractsPage"),
});
const newContractRoute = createRoute({
  ...at("/contracts/new", "step"),
  component: lazyRouteComponent(() => import("../../features/contracts/new-contract-page"), "NewContractPage"),
});
const contractRoute = createRoute({
  ...at("/contracts/$contractId", "cursor", "rows", "hide"),
  component: lazyRouteComponent(() => import("../../features/contracts/contract-page"), "ContractPage"),
});
const feeRoute = createRoute({
  ...at("/fees/$feeId"),
  component: lazyRouteComponent(() => import("../../features/fees/fee-page"), "FeePage"),
});

const figuresRoute = createRoute({
  ...at("/figures", "of", "last"),
  component: lazyRouteComponent(() => import("../../features/figures/figures-page"), "FiguresPage"),
});

export const rentRoutes = [monthRoute, counterRoute, paymentsRoute, paymentRoute, depositsRoute, suspenseRoute, arrearsRoute, vouchersRoute, voucherRoute, remittancesRoute, remittanceRoute, adjustmentsRoute, ledgerRoute, contractsRoute, newContractRoute, contractRoute, feeRoute, figuresRoute] as const;
