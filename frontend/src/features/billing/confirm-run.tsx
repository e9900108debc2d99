/** 复核应收总额: a second person looks at the month's total beside the last one. */
import { Form, Input } from "antd";

import { useMay, useMe } from "../../api/me";
import { Deed } from "../../components/deed";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { confirm, type Run } from "./queries";

export function ConfirmRun({ run }: { readonly run: Run }) {
  const { settle } = useMessages();
  const words = settle.bill;
  const format = useFormat();
  const may = useMay();
  const me = useMe();
  if (run.state !== "to_confirm" || !may("charge:confirm") || run.maker_id === me.person_id) return null;
  return (
    <Deed<{ explanation?: string }>
      primary
      label={words.confirm(format.money(run.month_total_fen ?? 0))}
      title={words.confirmTitle}
      explain={words.confirmExplain(format.money(run.last_month_total_fen ?? 0))}
      run={({ explanation }, headers) => confirm(run, explanation, headers)}
    >
      <Form.Item name="explanation" label={words.explanation}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </Deed>
  );
}
