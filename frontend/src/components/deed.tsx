/** A deed behind a button: what it does in a sentence, what it needs to know, and done once. */
import { Button, Form } from "antd";
import { type ReactNode, useState } from "react";

import type { Key } from "../api/intent";
import { useSubmit } from "../forms/use-submit";
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
  const { deed } = useMessages();
  const [form] = Form.useForm<Values>();
  const { send, busy, problem, renew } = useSubmit(form, run, (answer) => {
    onClose();
    onDone?.(answer);
  });

  return (
    <Dialog title={title} onClose={onClose}>
      <Form<Values>
        form={form}
        layout="vertical"
        {...(initial && { initialValues: initial })}
        onFinish={send}
        onValuesChange={renew}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.submit();
        }}
      >
        {explain !== undefined && <div className={styles.explain}>{explain}</div>}
        <ProblemAlert problem={problem} />
        {children}
        <div className={styles.foot}>
          <Button onClick={onClose}>{deed.leave}</Button>
          <Button type="primary" htmlType="submit" loading={busy}>
            {label}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
