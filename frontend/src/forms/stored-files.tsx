/** Papers and photos for a body of the API: each is stored when it is chosen, and the form holds the ids. */
import { Button, Form } from "antd";
import { type ReactNode, useState } from "react";

import { storeFile } from "../api/files";
import { type ApiProblem, isApiProblem } from "../api/problem";
import { FileDrop } from "../components/file-drop";
import { ProblemAlert } from "../components/problem-alert";
import { useMessages } from "../i18n/language";
import styles from "./stored-files.module.css";

const ACCEPT = ".pdf,.jpg,.jpeg,.png,.webp,.heic";

interface InputProps {
  readonly id?: string;
  /** Ids: a form's value. */
  readonly value?: readonly string[];
  readonly onChange?: (ids: string[]) => void;
  readonly label: string;
  /** At most so many; the chooser goes when they are there. */
  readonly most?: number;
}

/** Of a form item. */
function StoredFiles({ id: fieldId, value = [], onChange, label, most = Infinity }: InputProps) {
  const { files: words } = useMessages();
  // What was stored before this form was opened has no name here.
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);

  const add = async (files: readonly File[]) => {
    setBusy(true);
    setProblem(null);
    let ids = [...value];
    try {
      for (const file of files.slice(0, most - value.length)) {
        const id = await storeFile(file);
        setNames((before) => ({ ...before, [id]: file.name }));
        ids = [...ids, id];
        onChange?.(ids);
      }
    } catch (error) {
      if (!isApiProblem(error)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <ProblemAlert problem={problem} />
      <ul className={styles.files}>
        {value.map((id) => (
          <li key={id}>
            {names[id] ?? words.stored}
            <Button size="small" type="link" onClick={() => onChange?.(value.filter((one) => one !== id))} aria-label={`${words.remove} ${names[id] ?? words.stored}`}>
              {words.remove}
            </Button>
          </li>
        ))}
      </ul>
      {value.length < most && (
        <FileDrop {...(fieldId !== undefined && { id: fieldId })} low onFiles={(files) => void add(files)} accept={ACCEPT} label={busy ? words.storing : label} hint={most === 1 ? words.hintOne : words.hint} />
      )}
    </>
  );
}

interface FieldProps {
  readonly name: string | readonly (string | number)[];
  readonly label: string;
  readonly hint?: ReactNode;
  readonly most?: number;
}

/** The field; its value is a list of ids. */
export function FilesField({ name, label, hint, most }: FieldProps) {
  const { files: words } = useMessages();
  return (
    <Form.Item name={typeof name === "string" ? name : [...name]} label={label} {...(hint !== undefined && { extra: hint })}>
      <StoredFiles label={words.choose} {...(most !== undefined && { most })} />
    </Form.Item>
  );
}
