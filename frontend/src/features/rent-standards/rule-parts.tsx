/** A rule in words: its formula, and below that each part. */
import { FactsList } from "../../components/facts-list";
import { useMessages } from "../../i18n/language";
import type { RuleWire } from "./queries";
import { formulaOf, partsOf } from "./rule-words";

export function RuleParts({ rule }: { readonly rule: RuleWire }) {
  const { tariffs, homes } = useMessages();
  const words = tariffs.rules;
  return <FactsList lines={[[words.formula, formulaOf(rule, words)], ...partsOf(rule, words, homes.tier)]} />;
}
