/** A deed behind a button: what it does in a sentence, what it needs to know, and done once. */
import { useQueryClient } from "@tanstack/react-query";
import { Button, Form } from "antd";
import { type ReactNode, useState } from "react";

import { type Key, useIntent } from "../api/intent";
import { type ApiProblem, isApiProblem } from "../api/problem";
import { showProblem } from "../forms/show-problem";
import { useMessages } from "../i18n/language";
import styles from "./deed.module.css";
import { Dialog } from "./dialog";
import { ProblemAlert } from "./problem-alert";

interface Props<Values> {
  /** A verb of the trade, with the money where there is money: 付款 31,058.88 元. */
  readonly label: ReactNode;
  readonly title: string;
  /** What will be recorded, and what follows from it. */
  readonly explain?: ReactNode;
  /** The fields, as form items. */
  readonly children?: ReactNode;
  readonly initial?: Partial<Values>;
  readonly primary?: boolean;
  readonly small?: boolean;
  /** Answers `stay` when the form itself has said why nothing was done. */
  readonly run: (values: Values, headers: Key) => Promise<unknown>;
  /** What the page does next; everything on it is read again in any case. */
  readonly onDone?: (answer: unknown) => void;
}

export function Deed<Values extends object>(props: Props<Values>) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        type={props.primary ? "primary" : "default"}
        size={props.small ? "small" : "middle"}
        onClick={(event) => {
          event.stopPropagation();
          setOpen(true);
        }}
      >
        {props.label}
      </Button>
      {open && <DeedDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function DeedDialog<Values extends object>(props: Props<Values> & { readonly onClose: () => void }) {
  const { label, title, explain, children, initial, run, onDone, onClose } = props;
  const messages = useMessages();
  const [form] = Form.useForm<Values>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const cache = useQueryClient();
  const intent = useIntent();

  const act = (values: Values) => {
    setBusy(true);
    return run(values, intent.headers).then(
      async (answer) => {
        setBusy(false);
        if (answer === "stay") return;
        await cache.invalidateQueries();
        onClose();
        onDone?.(answer);
      },
      (error: unknown) => {
        setBusy(false);
        // An answer that will not change belongs to its key; only silence may be asked again.
        if (isApiProblem(error) && error.status >= 400 && error.status < 500) intent.renew();
        setProblem(showProblem(form, error, messages));
      },
    );
  };

  return (
    <Dialog title={title} onClose={onClose}>
      <Form<Values>
        form={form}
        layout="vertical"
        {...(initial && { initialValues: initial })}
        onFinish={act}
        onValuesChange={intent.renew}
      >
        {explain !== undefined && <p className={styles.explain}>{explain}</p>}
        <ProblemAlert problem={problem} />
        {children}
        <div className={styles.foot}>
          <Button onClick={onClose}>{messages.deed.leave}</Button>
          <Button type="primary" htmlType="submit" loading={busy}>
            {label}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
