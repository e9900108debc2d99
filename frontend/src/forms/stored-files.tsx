/** Papers and photos for a body of the API: each is stored when it is chosen, and the form holds the ids. */
import { Button, Form } from "antd";
import { type ReactNode, useState } from "react";

import { client } from "../api/client";
import { type ApiProblem, isApiProblem } from "../api/problem";
import { FileDrop } from "../components/file-drop";
import { ProblemAlert } from "../components/problem-alert";
import { useMessages } from "../i18n/language";
import styles from "./stored-files.module.css";

const ACCEPT = ".pdf,.jpg,.jpeg,.png,.webp,.heic";

/** Stores the file and gives its id; a record that names the id makes it reachable. */
export async function storeFile(file: File): Promise<string> {
  const body = new FormData();
  body.set("file", file);
  const { data } = await client.POST("/v1/files", { body: { file: file.name }, bodySerializer: () => body });
  return data?.id ?? "";
}

interface Stored {
  readonly id: string;
  readonly name: string;
}

interface InputProps {
  readonly onChange?: (ids: string[]) => void;
  readonly label: string;
  /** At most so many; the chooser goes when they are there. */
  readonly most?: number;
}

/** Of a form item. */
export function StoredFiles({ onChange, label, most = Infinity }: InputProps) {
  const { files: words } = useMessages();
  const [stored, setStored] = useState<readonly Stored[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);

  const put = (next: readonly Stored[]) => {
    setStored(next);
    onChange?.(next.map(({ id }) => id));
  };
  const add = async (file: File | null) => {
    if (file === null) return;
    setBusy(true);
    setProblem(null);
    try {
      put([...stored, { id: await storeFile(file), name: file.name }]);
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
        {stored.map(({ id, name }) => (
          <li key={id}>
            {name}
            <Button size="small" type="link" onClick={() => put(stored.filter((one) => one.id !== id))} aria-label={`${words.remove} ${name}`}>
              {words.remove}
            </Button>
          </li>
        ))}
      </ul>
      {stored.length < most && <FileDrop file={null} onFile={(file) => void add(file)} accept={ACCEPT} label={busy ? words.storing : label} hint={words.hint} />}
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
