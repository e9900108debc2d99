/** A form's field for papers and photos: dropped or chosen, seen by name, taken off again. */
import { Button } from "antd";

import { useMessages } from "../i18n/language";
import { FileDrop } from "./file-drop";
import styles from "./file-drop.module.css";

interface Props {
  readonly id?: string;
  readonly value?: readonly File[];
  readonly onChange?: (files: readonly File[]) => void;
  /** The next file takes the place of the one before. */
  readonly single?: boolean;
  readonly accept?: string;
}

const PAPERS = ".pdf,.jpg,.jpeg,.png,.webp";

export function FilesInput({ id, value = [], onChange, single = false, accept = PAPERS }: Props) {
  const { files: words } = useMessages();
  return (
    <>
      <FileDrop {...(id !== undefined && { id })} low accept={accept} label={words.choose} hint={single ? words.hintOne : words.hint} onFiles={(files) => onChange?.(single ? files.slice(0, 1) : [...value, ...files])} />
      {value.length > 0 && (
        <ul className={styles.chosen}>
          {value.map((file, at) => (
            <li key={`${file.name} ${at}`}>
              {file.name}
              <Button type="link" size="small" aria-label={`${words.remove} ${file.name}`} onClick={() => onChange?.(value.filter((_, place) => place !== at))}>
                {words.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
