/** What a final bill must be told: tariffs, proofs, what else is owed, where the deposit goes. */
import type { components } from "../../api/schema";
import type { FinalBillIn } from "./queries";

export const METERS = ["water", "power", "gas", "heat"] as const;
type Meter = (typeof METERS)[number];
type Channel = components["schemas"]["Channel"];

interface UtilityRow {
  yuan_a_unit?: string;
  used?: string;
  payee?: string;
  /** Paid or closed instead of billed. */
  slip?: readonly File[];
}

export interface Billing {
  meters?: Partial<Record<Meter, UtilityRow>>;
  property_fee?: readonly File[];
  others?: { what?: string; amount_fen?: number; payee?: string }[];
  refund_to?: { channel?: Channel | ""; payee_name?: string; payee_account_mask?: string };
}

type Store = (files: readonly File[] | undefined) => Promise<string[]>;

const said = (text: string | undefined): text is string => text !== undefined && text.trim() !== "";

/** A meter is billed where it has a price, and cleared where it has a slip; neither is left out. */
export async function bodyOf({ meters = {}, property_fee, others = [], refund_to }: Billing, store: Store): Promise<FinalBillIn> {
  const clearances: NonNullable<FinalBillIn["clearances"]> = [];
  const clear = async (kind: Meter | "property_fee", files: readonly File[] | undefined) => {
    for (const file_id of await store(files?.slice(0, 1))) clearances.push({ kind, file_id });
  };
  for (const meter of METERS) await clear(meter, meters[meter]?.slip);
  await clear("property_fee", property_fee);
  return {
    clearances,
    utilities: METERS.flatMap((meter) => utilityOf(meter, meters[meter])),
    others: others.flatMap(({ what, amount_fen, payee }) => (said(what) ? [{ what, amount_fen: amount_fen ?? 0, payee: payee ?? "" }] : [])),
    refund_to: refundOf(refund_to),
  };
}

function utilityOf(meter: Meter, row: UtilityRow | undefined) {
  return row && said(row.yuan_a_unit) ? [{ meter, yuan_a_unit: row.yuan_a_unit, payee: row.payee ?? "", used: said(row.used) ? row.used : null }] : [];
}

function refundOf(to: Billing["refund_to"]): NonNullable<FinalBillIn["refund_to"]> | null {
  if (!to?.channel || !said(to.payee_name)) return null;
  return { channel: to.channel, payee_name: to.payee_name, payee_account_mask: said(to.payee_account_mask) ? to.payee_account_mask : null };
}
