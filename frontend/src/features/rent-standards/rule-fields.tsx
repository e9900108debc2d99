/** The rule's lists as fields: guaranteed areas by household, shares by tier, coefficients by property. */
import { Button, Form } from "antd";

import { fieldsOf, rowFieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import type { RuleValues } from "./rule-form";
import styles from "./rule.module.css";

const AREAS = ["rule", "guaranteed_m2"];
const COEFFICIENTS = ["rule", "coefficients"];
const Field = fieldsOf<RuleValues>();
const Row = rowFieldsOf<RuleValues["rule"]["coefficients"][number]>();

/** A line of the areas is the area itself: its place is all of its name. */
const lineOf = (at: number) => [at] as never;

export function AreaRows() {
  const { tariffs } = useMessages();
  const words = tariffs.rules;
  return (
    <Form.List name={AREAS}>
      {(areas, { add, remove }) => (
        <>
          <div className={styles.areas}>
            {areas.map(({ key, name }) => (
              <Field.Figure key={key} name={lineOf(name)} label={name === areas.length - 1 ? words.peopleFrom(name + 1) : words.people(name + 1)} unit="㎡" />
            ))}
          </div>
          <div className={styles.rowDeeds}>
            <Button size="small" onClick={() => add()}>
              {areas.length === 0 ? words.addAreas : words.addArea}
            </Button>
            {areas.length > 0 && (
              <Button size="small" onClick={() => remove(areas.length - 1)}>
                {words.removeArea}
              </Button>
            )}
          </div>
        </>
      )}
    </Form.List>
  );
}

export function TierRows() {
  const { tariffs, homes } = useMessages();
  const words = tariffs.rules;
  const share = (tier: string, part: "within" | "beyond") => (
    <>
      <Field.Figure name={["rule", "tiers", tier, part, "percent"]} label={words.shares[part]} unit="%" />
      <Field.Figure name={["rule", "tiers", tier, part, "flat_price"]} label={words.orFlat} unit={words.perM2} />
    </>
  );
  return Object.entries(homes.tier).map(([tier, name]) => (
    <div key={tier} role="group" aria-label={name} className={styles.tier}>
      <b>{name}</b>
      {share(tier, "within")}
      {share(tier, "beyond")}
    </div>
  ));
}

export function CoefficientRows() {
  const { tariffs } = useMessages();
  const words = tariffs.rules;
  return (
    <Form.List name={COEFFICIENTS}>
      {(rows, { add, remove }) => (
        <>
          {rows.map(({ key, name }) => (
            <div key={key} className={styles.coefficient}>
              <Row.Pick name={[name, "feature"]} label={words.feature} options={Object.entries(words.features)} />
              <Row.Text name={[name, "equals"]} label={words.equals} />
              <Row.Pick name={[name, "how"]} label={words.how} options={Object.entries(words.hows)} />
              <Row.Figure name={[name, "value"]} label={words.value} />
              <Button size="small" aria-label={`${words.remove} ${name + 1}`} onClick={() => remove(name)}>
                {words.remove}
              </Button>
            </div>
          ))}
          <Button size="small" onClick={() => add({ equals: words.yes, how: "factor" })}>
            {words.addCoefficient}
          </Button>
        </>
      )}
    </Form.List>
  );
}
