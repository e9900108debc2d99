/** The check-out beside the check-in: what ran through each meter. Nothing where there was no check-in sheet. */
import { useQuery } from "@tanstack/react-query";

import { DataTable } from "../../components/data-table";
import { useMessages } from "../../i18n/language";
import { comparisonQuery } from "./queries";

export function Comparison({ leaseId }: { readonly leaseId: string }) {
  const { lives } = useMessages();
  const words = lives.handover;
  const { data } = useQuery({ ...comparisonQuery(leaseId), retry: false });
  if (!data || data.consumption.length === 0) return null;
  return (
    <DataTable
      caption={words.comparison}
      empty=""
      rows={data.consumption}
      rowKey={(row) => row.kind}
      columns={[
        { key: "meter", title: words.comparison, cell: (row) => words.meter[row.kind] },
        { key: "first", title: words.first, align: "end", cell: (row) => row.first },
        { key: "last", title: words.last, align: "end", cell: (row) => row.last },
        { key: "used", title: words.used, align: "end", cell: (row) => <b>{row.used}</b> },
      ]}
    />
  );
}
