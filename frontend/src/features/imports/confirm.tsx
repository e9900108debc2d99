/** 确认入库: all rows or none, and only of a book without errors. */
import { useMay } from "../../api/me";
import { follow } from "../../api/works";
import { Deed } from "../../components/deed";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { confirm, type Import } from "./queries";

interface Props {
  readonly one: Import;
  /** Told with the operation that stores it. */
  readonly onConfirmed?: (operation: string) => void;
}

export function Confirm({ one, onConfirmed }: Props) {
  const { books } = useMessages();
  const words = books.imports;
  const format = useFormat();
  const may = useMay();
  if (one.state !== "ready" || one.report === null || !may("books:import")) return null;
  return (
    <Deed
      primary
      label={words.confirm(format.count(one.report.rows))}
      title={words.confirmTitle}
      explain={words.confirmExplain}
      run={async (_, headers) => {
        const started = await confirm(one.id, headers);
        if (!started) return;
        follow({ id: started.operation_id, kind: "imports.store" });
        onConfirmed?.(started.operation_id);
      }}
    />
  );
}
