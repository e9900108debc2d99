/** 文书: the paper of each step that was taken, to be printed and served; and what happened, step by step. */
import { FileButton } from "../../components/file-viewer";
import { Panel } from "../../components/panel";
import { Timeline } from "../../components/timeline";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./exits.module.css";
import { type ExitCase, type ExitStep, fileOf, printedPaper } from "./queries";
import { papersOf } from "./tracks";

interface Props {
  readonly one: ExitCase;
  readonly history: readonly ExitStep[] | undefined;
}

export function PapersPanel({ one, history = [] }: Props) {
  const { lives } = useMessages();
  const words = lives.exits;
  const papers = papersOf(one.track, history.map(({ event }) => event));
  return (
    <Panel title={words.papersTitle}>
      {papers.length === 0 && <p className={styles.empty}>{words.papersNone}</p>}
      {papers.map((kind) => (
        <div key={kind} className={styles.paper}>
          {words.paper[kind]}
          <FileButton small href={printedPaper(one.id, kind)} title={`${words.paper[kind]} ${one.number}`} label={words.print} />
        </div>
      ))}
    </Panel>
  );
}

export function CoursePanel({ one, history }: Props) {
  const { lives } = useMessages();
  const words = lives.exits;
  const format = useFormat();
  const names: Readonly<Record<string, string>> = words.event;
  return (
    <Timeline
      title={words.course}
      empty={words.courseEmpty}
      happenings={history?.toReversed().map((step) => ({
        key: step.id,
        when: format.when(step.effective_on),
        what: names[step.event] ?? step.event,
        more: (
          <>
            {[step.document_no, step.reason, step.legal_basis, format.moment(step.at)].filter(Boolean).join("，")}{" "}
            {step.file_ids.map((id, at) => (
              <FileButton key={id} small href={fileOf(one.id, id)} title={words.file} label={`${words.file}${step.file_ids.length > 1 ? at + 1 : ""}`} />
            ))}
          </>
        ),
      }))}
    />
  );
}
