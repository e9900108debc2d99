/** What the main navigation leads to, in its groups, and the permission that shows each entry. */
import type { LinkProps } from "@tanstack/react-router";

import type { Me, Permission } from "../../api/me";
import type { Messages } from "../../i18n/zh";

export interface Entry {
  readonly key: Exclude<keyof Messages["nav"], "label" | "groups">;
  readonly to: NonNullable<LinkProps["to"]>;
  /** Shown only to those who may; everyone else's page would be empty. */
  readonly needs?: Permission;
  /** Where the records of this list are, when their address begins otherwise. */
  readonly also?: string;
  /** A page that means something to a household that looks after its own affairs. */
  readonly own?: true;
}

export interface Group {
  readonly key: keyof Messages["nav"]["groups"] | null;
  readonly entries: readonly Entry[];
}

export const NAVIGATION: readonly Group[] = [
  { key: null, entries: [{ key: "overview", to: "/", own: true }, { key: "duties", to: "/duties" }, { key: "approvals", to: "/approvals" }] },
  {
    key: "home",
    entries: [
      { key: "projects", to: "/projects", needs: "housing:read" },
      { key: "board", to: "/board", needs: "housing:read" },
      { key: "units", to: "/units", needs: "housing:read" },
      { key: "vacancies", to: "/vacancies", needs: "housing:read" },
      { key: "leases", to: "/leases", needs: "lease:read", also: "/households", own: true },
      { key: "eligibility", to: "/eligibility", needs: "eligibility:read" },
      { key: "rounds", to: "/rounds", needs: "round:read" },
      { key: "direct", to: "/direct-allocations", needs: "eligibility:read" },
      { key: "leasing", to: "/leasing", needs: "lease:read" },
      { key: "checkIns", to: "/check-ins", needs: "lease:read" },
      { key: "renewals", to: "/renewals", needs: "lease:read" },
      { key: "changes", to: "/changes", needs: "lease:read" },
      { key: "exchanges", to: "/exchanges", needs: "lease:read" },
      { key: "exits", to: "/exits", needs: "lease:read" },
      { key: "dossiers", to: "/dossiers", needs: "lease:read" },
      { key: "stocktakes", to: "/stocktakes", needs: "housing:read" },
      { key: "equipment", to: "/equipment", needs: "housing:read" },
    ],
  },
  {
    key: "rent",
    entries: [
      { key: "month", to: "/month", needs: "rent:read" },
      { key: "counter", to: "/counter", needs: "payment:take" },
      { key: "payments", to: "/payments", needs: "rent:read", own: true },
      { key: "deposits", to: "/deposits", needs: "ledger:read" },
      { key: "suspense", to: "/suspense", needs: "rent:read" },
      { key: "arrears", to: "/arrears", needs: "rent:read" },
      { key: "vouchers", to: "/vouchers", needs: "rent:read" },
      { key: "topUps", to: "/top-ups", needs: "ledger:read" },
      { key: "remittances", to: "/remittances", needs: "rent:read" },
      { key: "adjustments", to: "/adjustments", needs: "rent:read" },
    ],
  },
  { key: "contract", entries: [{ key: "contracts", to: "/contracts", needs: "contract:read", also: "/fees" }, { key: "figures", to: "/figures", needs: "authority:read" }] },
  {
    key: "books",
    entries: [
      { key: "ledger", to: "/ledger", needs: "ledger:read" },
      { key: "imports", to: "/imports", needs: "books:import" },
      { key: "exports", to: "/exports", needs: "export:make" },
      { key: "audits", to: "/audit-tests", needs: "audit:read" },
    ],
  },
  {
    key: "system",
    entries: [
      { key: "people", to: "/people", needs: "people:read" },
      { key: "parameters", to: "/parameters", needs: "authority:read" },
      { key: "rentStandards", to: "/rent-standards", needs: "rent:read", also: "/rent-rules" },
      { key: "marketRents", to: "/market-rents", needs: "rent:read" },
      { key: "leaseTexts", to: "/lease-templates", needs: "authority:read" },
      { key: "calendar", to: "/calendar", needs: "authority:read" },
    ],
  },
];

/** A household that looks after its own affairs, and has no office. */
export const isTenant = ({ roles }: Pick<Me, "roles">): boolean => roles.every((role) => role === "tenant");

/** The groups with only the entries that this person's permissions open; empty groups go. */
export function navigationFor(me: Pick<Me, "permissions" | "roles">): readonly Group[] {
  const held = new Set(me.permissions);
  const isOwn = isTenant(me);
  return NAVIGATION.map(({ key, entries }) => ({
    key,
    entries: entries.filter(({ needs, own }) => (needs === undefined || held.has(needs)) && (!isOwn || own === true)),
  })).filter(({ entries }) => entries.length > 0);
}
