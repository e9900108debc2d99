/** 参数: every figure that the city sets, since when, on what ground. */
import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useState } from "react";

import { useMay } from "../../api/me";
import { DataTable } from "../../components/data-table";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Parameter, registerQuery, valuesQuery } from "./queries";
import { SetValue } from "./set-value";
import { written } from "./value";

export function ParametersPage() {
  const messages = useMessages();
  const words = messages.office.parameters;
  const format = useFormat();
  const may = useMay();
  const [on, setOn] = useState(todayOn());
  const [open, setOpen] = useState<string>();
  const answer = useQuery(registerQuery(on));
  return (
    <Page title={words.title} situation={words.situation}>
      <Panel title={words.register} more={<Input type="date" size="small" aria-label={words.on} value={on} onChange={({ target }) => target.value !== "" && setOn(target.value)} />}>
        <QueryProblem of={answer} />
        <DataTable<Parameter>
          caption={words.register}
          empty={words.none}
          rows={answer.data?.items}
          rowKey={({ key }) => key}
          selected={open}
          onOpen={({ key }) => setOpen(key === open ? undefined : key)}
          below={(row) => (row.key === open ? <History of={row} /> : null)}
          columns={[
            { key: "name", title: words.name, cell: (row) => row.name },
            { key: "value", title: words.value, cell: (row) => <b>{written(row.value, messages, format)}</b> },
            { key: "from", title: words.from, cell: (row) => (row.valid_from === null ? <span className="muted nw">{words.byDefault}</span> : <span className="nw">{row.valid_from}</span>) },
            { key: "basis", title: words.basis, cell: (row) => row.legal_basis },
            ...(may("parameter:set") ? [{ key: "deed", title: "", align: "end" as const, cell: (row: Parameter) => <SetValue of={row} /> }] : []),
          ]}
        />
      </Panel>
    </Page>
  );
}

function History({ of }: { readonly of: Parameter }) {
  const messages = useMessages();
  const words = messages.office.parameters;
  const format = useFormat();
  const answer = useQuery(valuesQuery(of.key));
  return (
    <>
      <QueryProblem of={answer} />
      <DataTable
        caption={`${words.history} ${of.name}`}
        empty={words.historyNone}
        rows={answer.data?.items}
        rowKey={({ id }) => id}
        columns={[
          { key: "from", title: words.from, cell: (row) => <span className="nw">{row.valid_from}</span> },
          { key: "value", title: words.history, cell: (row) => written(row.value, messages, format) },
          { key: "basis", title: words.basis, cell: (row) => row.legal_basis },
        ]}
      />
    </>
  );
}
