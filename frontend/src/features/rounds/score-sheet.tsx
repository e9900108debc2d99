/** The lines of the score sheet 综合评分. */
import { Button, Form } from "antd";

import { fieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import type { ScoreLine } from "./plan";
import styles from "./rounds.module.css";

/** Names within a form's list are told from the list on. */
const Field = fieldsOf<ScoreLine[]>();

export function ScoreSheet() {
  const { rounds } = useMessages();
  const words = rounds.plan;
  return (
    <Form.List name="score_items">
      {(lines, { add, remove }) => (
        <>
          <h3>{words.sheet}</h3>
          <p className="small muted">{words.sheetHint}</p>
          {lines.map(({ key, name }) => (
            <div key={key} className={styles.items}>
              <Field.Text name={[name, "code"]} label={words.itemCode} />
              <Field.Text name={[name, "name"]} label={words.itemName} />
              <Field.Figure name={[name, "most"]} label={words.itemMost} />
              <Button type="link" size="small" onClick={() => remove(name)}>
                {words.removeItem}
              </Button>
            </div>
          ))}
          <Button size="small" onClick={() => add()}>
            {words.addItem}
          </Button>
        </>
      )}
    </Form.List>
  );
}
