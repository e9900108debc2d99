/** What the palette offers: pages by name, and what the server finds, each with where it leads. */
import type { Me } from "../../api/me";
import type { Place } from "../../components/place-link";
import { changed } from "../../components/url-state";
import type { Format } from "../../i18n/format";
import type { Messages } from "../../i18n/zh";
import { navigationFor } from "../shell/navigation";
import type { DocumentHit, HouseholdHit, UnitHit } from "./queries";

export interface Entry {
  readonly key: string;
  readonly group: keyof Messages["palette"]["groups"];
  readonly what: string;
  readonly where: string;
  /** At the right end: what is owed, the amount, the state. */
  readonly fact?: string;
  readonly late?: boolean;
  readonly target: Place;
}

export function pagesNamed(typed: string, me: Me, words: Messages): readonly Entry[] {
  const wanted = typed.trim().toLowerCase();
  return navigationFor(me).flatMap(({ key: group, entries }) =>
    entries
      .filter(({ key }) => wanted === "" || words.nav[key].toLowerCase().includes(wanted))
      .map(({ key, to }): Entry => ({ key: `page ${key}`, group: "pages", what: words.nav[key], where: group === null ? "" : words.nav.groups[group], target: { to } })),
  );
}

export function householdEntry(hit: HouseholdHit, words: Messages, format: Format): Entry {
  const { building, entrance, room, overdue_fen: overdue } = hit;
  const home = building !== null && entrance !== null && room !== null ? words.homes.address(building, entrance, room) : "";
  return {
    key: `household ${hit.household_id}`,
    group: "households",
    what: hit.tenant_name,
    where: [hit.project, home, hit.contract_no].filter(Boolean).join(" "),
    ...(overdue !== null && overdue > 0 && { fact: words.palette.owes(format.money(overdue)), late: true }),
    target: { to: "/households/$householdId", params: { householdId: hit.household_id } },
  };
}

export function unitEntry(hit: UnitHit, words: Messages): Entry {
  return {
    key: `unit ${hit.unit_id}`,
    group: "units",
    what: `${hit.project} ${words.homes.address(hit.building, hit.entrance, hit.room)}`,
    where: [hit.code, hit.tenant_name].filter(Boolean).join(" "),
    fact: words.board.state[hit.state],
    target: { to: "/units/$unitId", params: { unitId: hit.unit_id } },
  };
}

export function documentEntry(hit: DocumentHit, words: Messages, format: Format): Entry {
  return {
    key: `document ${hit.id}`,
    group: "documents",
    what: `${words.palette.kinds[hit.kind]} ${hit.number}`,
    where: [hit.project, hit.name, hit.on_date].filter(Boolean).join(" "),
    ...(hit.amount_fen !== null && { fact: `${format.money(hit.amount_fen)} ${words.units.yuan}` }),
    target: PAGES[hit.kind](hit),
  };
}

/** Where a paper is opened. */
const PAGES: Readonly<Record<DocumentHit["kind"], (hit: DocumentHit) => Place>> = {
  payment: ({ id }) => ({ to: "/payments/$paymentId", params: { paymentId: id } }),
  voucher: ({ id }) => ({ to: "/vouchers/$voucherId", params: { voucherId: id } }),
  remittance: ({ id }) => ({ to: "/remittances/$remittanceId", params: { remittanceId: id } }),
  fee_statement: ({ id }) => ({ to: "/fees/$feeId", params: { feeId: id } }),
  contract: ({ id }) => ({ to: "/contracts/$contractId", params: { contractId: id } }),
  project: ({ id }) => ({ to: "/board", search: changed({ project: id, building: undefined, unit: undefined, zoom: undefined }) }),
};
