/** A rent rule as its form holds it, and as the API takes it: what was left empty is not part of the rule. */
import { filled } from "../../forms/filled";
import type { RuleIn, RuleWire, ShareWire, Tier } from "./queries";

interface TierRow {
  within?: ShareWire;
  beyond?: ShareWire;
}

export interface RuleValues extends Omit<RuleIn, "rule" | "project_id"> {
  /** `all` is the authority's default. */
  scope: "project" | "all";
  rule: {
    name: string;
    coefficients: { feature?: string; equals?: string; how: "factor" | "points"; value?: string }[];
    guaranteed_m2: (string | undefined)[];
    tiers: Partial<Record<Tier, TierRow | undefined>>;
    discount_percent: string;
    deferred_discount_percent: string;
    unit_fen: string;
  };
}

const said = (text: string | null | undefined) => typeof text === "string" && text.trim() !== "";

const FULL: ShareWire = { percent: "100" };
const isSaid = (share: ShareWire | undefined) => share !== undefined && (said(share.percent) || said(share.flat_price));

const YES: ReadonlySet<string> = new Set(["是", "yes", "true"]);
const NO: ReadonlySet<string> = new Set(["否", "no", "false"]);

/** A property is there or not, or has a value of its own, such as a side of the house. */
function equalsOf(typed = ""): boolean | number | string {
  const text = typed.trim();
  if (YES.has(text.toLowerCase())) return true;
  if (NO.has(text.toLowerCase())) return false;
  return /^-?\d{1,3}$/.test(text) ? Number(text) : text;
}

function tiersOf(rows: RuleValues["rule"]["tiers"]): RuleWire["tiers"] {
  const listed = Object.entries(rows).filter(([, row]) => isSaid(row?.within) || isSaid(row?.beyond));
  const shareOf = (share: ShareWire | undefined) => (isSaid(share) ? filled(share ?? {}) : FULL);
  return Object.fromEntries(listed.map(([tier, { within, beyond } = {}]) => [tier, { within: shareOf(within), beyond: shareOf(beyond) }]));
}

export function wireOf({ name, coefficients, guaranteed_m2: areas, tiers, discount_percent: off, deferred_discount_percent: deferred, unit_fen: unit }: RuleValues["rule"]): RuleWire {
  return {
    name,
    coefficients: coefficients.filter(({ feature }) => said(feature)).map(({ feature = "", equals, how, value = "" }) => ({ feature, equals: equalsOf(equals), how, value })),
    guaranteed_m2: areas.filter((area): area is string => said(area)),
    tiers: tiersOf(tiers),
    discount_percent: said(off) ? off : "0",
    deferred_discount_percent: said(deferred) ? deferred : "0",
    unit_fen: Number(unit),
  };
}

export function bodyOf({ scope, rule, ...values }: RuleValues, projectId: string): RuleIn {
  return { ...values, project_id: scope === "project" ? projectId : null, rule: wireOf(rule) };
}

export const BLANK: RuleValues["rule"] = {
  name: "",
  coefficients: [],
  guaranteed_m2: [],
  tiers: {},
  discount_percent: "0",
  deferred_discount_percent: "0",
  unit_fen: "1",
};
