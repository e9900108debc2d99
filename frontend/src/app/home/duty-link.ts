/** Where a duty is done. */
import type { Place } from "../../components/place-link";
import { changed } from "../../components/url-state";
import type { Duty, DutyKind } from "../../api/duties";

const PLACES: Readonly<Record<DutyKind, (duty: Duty) => Place>> = {
  voucher: ({ subject_id: open, ...duty }) => ({ to: "/vouchers", search: inProject(duty, { open }) }),
  remittance: ({ subject_id: open, ...duty }) => ({ to: "/remittances", search: inProject(duty, { open }) }),
  held_money: (duty) => ({ to: "/remittances", search: inProject(duty) }),
  fee_statement: ({ subject_id: open, ...duty }) => ({ to: "/contracts", search: inProject(duty, { open }) }),
  deduction: (duty) => ({ to: "/contracts", search: inProject(duty) }),
  contract: (duty) => ({ to: "/contracts", search: inProject(duty) }),
  contract_price: (duty) => ({ to: "/contracts", search: inProject(duty) }),
  adjustment: (duty) => ({ to: "/month", search: inProject(duty) }),
  billing_run: (duty) => ({ to: "/month", search: inMonth(duty, "bill") }),
  suspense: (duty) => ({ to: "/suspense", search: inProject(duty) }),
  import: ({ subject_id: open, ...duty }) => ({ to: "/imports", search: inProject(duty, { open }) }),
  month: (duty) => ({ to: "/month", search: inMonth(duty, "close") }),
  lease_end: (duty) => ({ to: "/leases", search: inProject(duty) }),
  hold_end: (duty) => ({ to: "/leases", search: inProject(duty) }),
  arrears: (duty) => ({ to: "/arrears", search: inProject(duty) }),
  own_rent: (duty) => ({ to: "/leases", search: inProject(duty) }),
};

export const placeOf = (duty: Duty): Place => PLACES[duty.kind](duty);

type In = Pick<Duty, "project_id" | "month">;

const inProject = ({ project_id: project }: In, more: object = {}) => changed({ ...(project !== null && { project }), ...more });

const inMonth = (duty: In, step: string) => inProject(duty, { step, month: duty.month ?? undefined });
