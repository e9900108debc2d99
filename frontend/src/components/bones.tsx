/** A record that is on its way, in the shape that it will have. */
import { useMessages } from "../i18n/language";
import styles from "./bones.module.css";

export function Bones() {
  const { app } = useMessages();
  return (
    <div className={styles.bones}>
      <p className="sr-only" role="status">
        {app.loading}
      </p>
      <div className={styles.strip} />
      <div className="beside">
        <div className={styles.main} />
        <div className={styles.aside} />
      </div>
    </div>
  );
}
