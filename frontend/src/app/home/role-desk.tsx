/** What each role looks at first, beside what waits: a table, not branches. */
import type { LinkProps } from "@tanstack/react-router";
import type { ComponentType } from "react";

import type { Me, Permission } from "../../api/me";
import { AdvancesPanel } from "../../features/figures/advances-panel";
import { AgeingPanel } from "../../features/figures/ageing-panel";
import { CollectionPanel } from "../../features/figures/collection-panel";
import { FeesPanel } from "../../features/figures/fees-panel";
import { FundingPanel } from "../../features/figures/funding-panel";
import { OccupancyPanel } from "../../features/figures/occupancy-panel";
import type { Span } from "../../features/figures/queries";
import { VacancyPanel } from "../../features/figures/vacancy-panel";
import type { Messages } from "../../i18n/zh";

type Role = Me["roles"][number];

interface Panel {
  readonly key: string;
  readonly needs: Permission;
  readonly Of: ComponentType<Span>;
}

const COLLECTION: Panel = { key: "collection", needs: "rent:read", Of: CollectionPanel };
const AGEING: Panel = { key: "ageing", needs: "rent:read", Of: AgeingPanel };
const ADVANCES: Panel = { key: "advances", needs: "ledger:read", Of: AdvancesPanel };
const OCCUPANCY: Panel = { key: "occupancy", needs: "housing:read", Of: OccupancyPanel };
const VACANCY: Panel = { key: "vacancy", needs: "housing:read", Of: VacancyPanel };
const FEES: Panel = { key: "fees", needs: "contract:read", Of: FeesPanel };
const FUNDING: Panel = { key: "funding", needs: "contract:read", Of: FundingPanel };

const OPERATOR = [COLLECTION, AGEING, ADVANCES];
const PURCHASER = [COLLECTION, ADVANCES, OCCUPANCY];
const HOMES = [OCCUPANCY, VACANCY];

const PANELS: Readonly<Record<Role, readonly Panel[]>> = {
  purchaser_officer: PURCHASER,
  purchaser_approver: PURCHASER,
  front_desk: [OCCUPANCY, VACANCY, AGEING],
  cashier: OPERATOR,
  inspector: HOMES,
  maintenance: HOMES,
  operator_manager: OPERATOR,
  finance_officer: [COLLECTION, ADVANCES, FUNDING],
  auditor: [COLLECTION, AGEING, FUNDING],
  evaluator: [FEES],
  tenant: [],
  administrator: [],
};

/** The panels of the first role that has any, as far as the person may see them. */
export function panelsOf({ roles, permissions }: Me): readonly Panel[] {
  const own = roles.map((role) => PANELS[role]).find((panels) => panels.length > 0) ?? [];
  return own.filter(({ needs }) => permissions.includes(needs));
}

interface Deed {
  readonly key: Exclude<keyof Messages["nav"], "label" | "groups">;
  readonly needs: Permission;
  readonly to: NonNullable<LinkProps["to"]>;
}

/** What people come to the first page to do; the last of them that is allowed is the primary one. */
const DEEDS: readonly Deed[] = [
  { key: "board", needs: "housing:read", to: "/board" },
  { key: "imports", needs: "books:import", to: "/imports" },
  { key: "month", needs: "ledger:read", to: "/month" },
  { key: "counter", needs: "payment:take", to: "/counter" },
];

export const deedsOf = ({ permissions }: Me): readonly Deed[] => DEEDS.filter(({ needs }) => permissions.includes(needs));
