/** The bank's files so far, and what became of the lines of each; a row opens its lines. */
import { usePaged } from "../../api/paged";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type BankStatement, statementsQuery } from "./queries";

const TONES: Readonly<Record<BankStatement["state"], Tone>> = { reading: "plain", done: "good", refused: "waiting" };

interface Props {
  readonly projectId: string;
  readonly open: string | undefined;
  readonly onOpen: (id: string | undefined) => void;
}

export function StatementsList({ projectId, open, onOpen }: Props) {
  const { rent } = useMessages();
  const words = rent.suspense;
  const format = useFormat();
  const answer = usePaged(statementsQuery(projectId, usePaging()));
  const tally = (outcome: "matched" | "suspense" | "duplicate") => (row: BankStatement) => row.summary && format.count(row.summary[outcome].lines);
  return (
    <ListPanel
      list="bank-statements"
      title={words.files}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.filesNone}
      selected={open}
      onOpen={({ id }) => onOpen(id === open ? undefined : id)}
      below={(row) => (row.id === open ? <Flaws one={row} /> : null)}
      columns={[
        { key: "file", title: words.file, cell: (row) => row.file_name },
        { key: "when", title: words.when, cell: (row) => <span className="nw">{format.moment(row.made_at)}</span> },
        { key: "span", title: words.span, cell: (row) => <span className="nw">{[row.from_on, row.to_on].filter(Boolean).join(" – ")}</span> },
        { key: "income", title: words.income, align: "end", cell: (row) => <Money fen={row.summary?.income_fen ?? null} /> },
        { key: "matched", title: words.tally.matched, align: "end", cell: tally("matched") },
        { key: "suspense", title: words.tally.suspense, align: "end", cell: tally("suspense") },
        { key: "duplicate", title: words.tally.duplicateShort, align: "end", cell: tally("duplicate") },
        { key: "state", title: words.state, cell: (row) => <StatusBadge tone={TONES[row.state]}>{words.states[row.state]}</StatusBadge> },
      ]}
    />
  );
}

/** Why a file was not booked, by row and column; and whether its sum is the bank's own. */
function Flaws({ one: { summary } }: { readonly one: BankStatement }) {
  const { rent } = useMessages();
  const words = rent.suspense;
  const format = useFormat();
  if (summary === null) return null;
  if (summary.error_count > 0)
    return (
      <p className="wait">
        {words.errors(summary.error_count)} {summary.errors.map((flaw) => words.errorAt(flaw.row, flaw.column)).join("、")}
      </p>
    );
  const stated = summary.stated_income_fen;
  return <p className="muted">{stated === null ? words.notStated : stated === summary.income_fen ? words.agrees(format.money(stated)) : words.differs(format.money(stated))}</p>;
}
