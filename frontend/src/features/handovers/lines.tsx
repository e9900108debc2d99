/** A part of the sheet: its lines, one more, one less. */
import { Button, Form } from "antd";
import type { ReactNode } from "react";

import { useMessages } from "../../i18n/language";
import styles from "./handovers.module.css";

interface Props {
  readonly name: string;
  /** What a new line begins with. */
  readonly blank: object;
  /** The fields of the line at this place. */
  readonly children: (at: number) => ReactNode;
}

export function Lines({ name, blank, children }: Props) {
  const { unit } = useMessages();
  return (
    <Form.List name={name}>
      {(lines, { add, remove }) => (
        <>
          {lines.map(({ key, name: at }) => (
            <div key={key} className={styles.line}>
              {children(at)}
              <Button type="link" size="small" onClick={() => remove(at)}>
                {unit.handovers.remove}
              </Button>
            </div>
          ))}
          <Button size="small" onClick={() => add(blank)}>
            {unit.handovers.add}
          </Button>
        </>
      )}
    </Form.List>
  );
}
