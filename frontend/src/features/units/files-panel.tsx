/** Photos and papers that came with the home's steps and card. */
import { useQuery } from "@tanstack/react-query";

import { FileButton } from "../../components/file-viewer";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { fileOf, filesQuery, type Unit } from "./queries";

export function FilesPanel({ one }: { readonly one: Unit }) {
  const { unit } = useMessages();
  const words = unit.files;
  const format = useFormat();
  const answer = useQuery(filesQuery(one.id));
  return (
    <Panel title={words.title} padded>
      <QueryProblem of={answer} />
      {answer.data?.items.length === 0 && <p className="muted small">{words.empty}</p>}
      <ul>
        {answer.data?.items.map(({ file_id: id, name, made_at: at }) => (
          <li key={id} className="spread">
            <span>
              {name} <span className="muted small">{format.when(at.slice(0, 10))}</span>
            </span>
            <FileButton small href={fileOf(one.id, id)} title={name} label={words.look} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
