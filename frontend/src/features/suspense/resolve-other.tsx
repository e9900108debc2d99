/** The household is none of those suggested: its contract number says which. */
import { Form, Input } from "antd";
import { useState } from "react";

import { Deed } from "../../components/deed";
import { Money } from "../../components/money";
import { useMessages } from "../../i18n/language";
import { type Item, leaseOf, resolve } from "./queries";

interface Values {
  contract_no?: string;
}

export function ResolveOther({ item, projectId }: { readonly item: Item; readonly projectId: string }) {
  const { rent } = useMessages();
  const words = rent.suspense;
  const [unknown, setUnknown] = useState(false);
  return (
    <Deed<Values>
      small
      label={words.other}
      title={words.resolveTitle}
      explain={
        <>
          <b><Money fen={item.amount_fen} unit /></b> {item.payer_name} {item.remark}
          <br />
          {words.resolveExplain}
        </>
      }
      run={async ({ contract_no = "" }, headers) => {
        const lease = await leaseOf(projectId, contract_no.trim());
        setUnknown(lease === null);
        if (lease === null) return "stay";
        return resolve(item.payment_id, lease, headers);
      }}
    >
      <Form.Item<Values> name="contract_no" label={words.contract} help={unknown ? words.unknownContract : words.contractHint}>
        <Input autoFocus autoComplete="off" />
      </Form.Item>
    </Deed>
  );
}
