/** 快捷键: every key of the dashboard on one sheet. */
import { Button } from "antd";

import { Dialog } from "../../components/dialog";
import { useMessages } from "../../i18n/language";
import styles from "./help.module.css";

export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { office } = useMessages();
  const words = office.help;
  const groups: readonly (readonly [title: string, keys: readonly (readonly [keys: readonly string[], what: string])[]])[] = [
    [words.everywhere, [[["/", "Ctrl K"], words.find], [["?"], words.keys], [["Ctrl Enter"], words.send], [["Esc"], words.leave]]],
    [words.table, [[["↑", "↓"], words.rows], [["Home", "End"], words.ends], [["Enter"], words.openRow]]],
    [words.counter, [[["F2"], words.settle], [["Alt 1–3"], words.method], [["Alt P"], words.print]]],
    [words.board, [[["←", "↑", "↓", "→"], words.walk], [["Enter"], words.door], [["[", "]"], words.building]]],
  ];
  return (
    <Dialog title={words.title} wide onClose={onClose}>
      <div className={styles.groups}>
        {groups.map(([title, keys]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([names, what]) => (
                <div key={what}>
                  <dt>
                    {names.map((name) => (
                      <kbd key={name}>{name}</kbd>
                    ))}
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles.foot}>
        <Button autoFocus onClick={onClose}>
          {words.close}
        </Button>
      </p>
    </Dialog>
  );
}
