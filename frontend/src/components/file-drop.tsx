/** Where a file is dropped or chosen; several, where several are wanted. */
import type { DragEvent } from "react";

import styles from "./file-drop.module.css";

interface Props {
  readonly file?: File | null;
  readonly onFile?: (file: File | null) => void;
  readonly onFiles?: (files: readonly File[]) => void;
  /** Endings, as the browser's chooser wants them: `.xlsx,.csv`. */
  readonly accept: string;
  readonly label: string;
  readonly hint: string;
  /** For a form: the label above it belongs to the field. */
  readonly id?: string;
  readonly low?: boolean;
}

export function FileDrop({ file = null, onFile, onFiles, accept, label, hint, id, low = false }: Props) {
  const take = (files: FileList | null) => {
    onFile?.(files?.[0] ?? null);
    if (files && files.length > 0) onFiles?.([...files]);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    take(event.dataTransfer.files);
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the field inside takes keys; only dropping is added
    <label className={low ? `${styles.drop} ${styles.low}` : styles.drop} onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
      {/* A new field after each file: the same file may be chosen twice. */}
      <input
        key={file === null ? "empty" : "chosen"}
        {...(id !== undefined && { id })}
        className="sr-only"
        type="file"
        accept={accept}
        multiple={onFiles !== undefined}
        onChange={(event) => {
          take(event.target.files);
          if (onFiles) event.target.value = "";
        }}
      />
      <b>{label}</b>
      <span className="small muted">{hint}</span>
    </label>
  );
}
