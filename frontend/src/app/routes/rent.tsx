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
const suspenseRoute = createRoute({
  ...at("/suspense", "operation", "cursor"),
  component: lazyRouteComponent(() => import("../../features/suspense/suspense-page"), "SuspensePage"),
});
const arrearsRoute = createRoute({
  ...listAt("/arrears", "arrears", "q", "months"),
  component: lazyRouteComponent(() => import("../../features/arrears/arrears-page"), "ArrearsPage"),
});
const vouchersRoute = createRoute({
  ...at("/vouchers", "open", "cursor"),
  component: lazyRouteComponent(() => import("../../features/vouchers/vouchers-page"), "VouchersPage"),
});
const remittancesRoute = createRoute({
  ...at("/remittances", "open", "cursor"),
  component: lazyRouteComponent(() => import("../../features/remittances/remittances-page"), "RemittancesPage"),
});
const contractsRoute = createRoute({
  ...at("/contracts", "open"),
  component: lazyRouteComponent(() => import("../../features/contracts/contracts-page"), "ContractsPage"),
});

const figuresRoute = createRoute({
  ...at("/figures", "of", "last"),
  component: lazyRouteComponent(() => import("../../features/figures/figures-page"), "FiguresPage"),
});

export const rentRoutes = [monthRoute, counterRoute, paymentsRoute, paymentRoute, suspenseRoute, arrearsRoute, vouchersRoute, remittancesRoute, contractsRoute, figuresRoute] as const;
