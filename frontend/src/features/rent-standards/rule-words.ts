/** A rent rule as people say it: the formula with the parts that it has, and each part in a sentence. */
import type { Messages } from "../../i18n/zh";
import type { RuleWire, ShareWire, Tier } from "./queries";

type Words = Messages["tariffs"]["rules"];

const none = (percent: string) => Number(percent) === 0;

/** 单价 × 系数 × 面积 × 档次比例 ×（1 − 10%），取整到元 */
export function formulaOf(rule: RuleWire, { parts, units }: Words): string {
  const factors = [
    parts.price,
    rule.coefficients.length > 0 && parts.coefficient,
    parts.area,
    Object.keys(rule.tiers).length > 0 && parts.tier,
  ];
  const product = factors.filter(Boolean).join(" × ");
  const less = none(rule.discount_percent) ? product : parts.less(product, rule.discount_percent);
  return `${less}${parts.rounded(units[String(rule.unit_fen) as keyof typeof units])}`;
}

const shareOf = ({ percent, flat_price: flat }: ShareWire, { parts }: Words) => (typeof flat === "string" ? parts.flat(flat) : parts.percent(percent ?? "0"));

function tierOf({ within, beyond }: { within: ShareWire; beyond: ShareWire }, hasArea: boolean, words: Words): string {
  // Without a guaranteed area the whole home is within it.
  return hasArea ? words.parts.twoShares(shareOf(within, words), shareOf(beyond, words)) : shareOf(within, words);
}

function areasOf(areas: readonly string[], { parts }: Words): string {
  return areas.map((area, at) => (at === areas.length - 1 ? parts.areaFrom(at + 1, area) : parts.areaOf(at + 1, area))).join("、");
}

function coefficientOf({ feature, equals, how, value }: RuleWire["coefficients"][number], { features, parts }: Words): string {
  const name = features[feature] ?? feature;
  const where = equals === true ? name : parts.featureIs(name, equals === false ? parts.no : String(equals));
  return how === "factor" ? parts.factor(where, value) : parts.points(where, value.startsWith("-") ? `−${value.slice(1)}` : `+${value}`);
}

/** Each part that the rule has, with its name. */
export function partsOf(rule: RuleWire, words: Words, tierNames: Readonly<Record<Tier, string>>): readonly (readonly [name: string, text: string])[] {
  const { guaranteed_m2: areas, coefficients, tiers, discount_percent: off, deferred_discount_percent: deferred } = rule;
  const hasArea = areas.length > 0;
  return [
    ...(coefficients.length > 0 ? [[words.parts.coefficient, coefficients.map((one) => coefficientOf(one, words)).join("；")] as const] : []),
    ...(hasArea ? [[words.parts.guaranteed, areasOf(areas, words)] as const] : []),
    // In the order in which tiers are always named; the answer has them in its own.
    ...Object.entries(tierNames).flatMap(([tier, name]) => {
      const terms = tiers[tier];
      return terms === undefined ? [] : [[name, tierOf(terms, hasArea, words)] as const];
    }),
    ...(Object.keys(tiers).length > 0 ? [[words.parts.others, words.parts.percent("100")] as const] : []),
    ...(none(off) ? [] : [[words.discount, words.parts.off(off)] as const]),
    ...(none(deferred) ? [] : [[words.deferred, words.parts.offNext(deferred)] as const]),
  ];
}
