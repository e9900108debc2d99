/** The household is none of those suggested: its contract number says which. */
import { useState } from "react";

import { Deed } from "../../components/deed";
import { Money } from "../../components/money";
import { fieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import { type Item, leaseOf, resolve } from "./queries";

interface Values {
  contract_no?: string;
}

const Field = fieldsOf<Values>();

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
      <Field.Text name="contract_no" label={words.contract} hint={unknown ? <span className="wait" role="alert">{words.unknownContract}</span> : words.contractHint} autoFocus />
    </Deed>
  );
}
