/** Where a file is dropped or chosen. */
import type { DragEvent } from "react";

import styles from "./file-drop.module.css";

interface Props {
  readonly file: File | null;
  readonly onFile: (file: File | null) => void;
  /** Endings, as the browser's chooser wants them: `.xlsx,.csv`. */
  readonly accept: string;
  readonly label: string;
  readonly hint: string;
}

export function FileDrop({ file, onFile, accept, label, hint }: Props) {
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    onFile(event.dataTransfer.files[0] ?? null);
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the field inside takes keys; only dropping is added
    <label className={styles.drop} onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
      {/* A new field after each file: the same file may be chosen twice. */}
      <input
        key={file === null ? "empty" : "chosen"}
        className="sr-only"
        type="file"
        accept={accept}
        onChange={(event) => onFile(event.target.files?.[0] ?? null)}
      />
      <b>{label}</b>
      <span className="small muted">{hint}</span>
    </label>
  );
}
