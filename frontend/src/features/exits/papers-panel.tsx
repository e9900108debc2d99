/** 文书: the paper of each step that was taken, to be printed and served; and what happened, step by step. */
import { FileButton } from "../../components/file-viewer";
import { PapersPanel } from "../../components/papers-panel";
import { Timeline } from "../../components/timeline";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type ExitCase, type ExitStep, fileOf, printedPaper } from "./queries";
import { papersOf } from "./tracks";

interface Props {
  readonly one: ExitCase;
  readonly history: readonly ExitStep[] | undefined;
}

export function ExitPapers({ one, history = [] }: Props) {
  const words = useMessages().lives.exits;
  const kinds = papersOf(one.track, history.map(({ event }) => event));
  const papers = kinds.map((kind) => ({ name: words.paper[kind], href: printedPaper(one.id, kind), title: `${words.paper[kind]} ${one.number}` }));
  return <PapersPanel papers={papers} />;
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
            {[step.document_no, step.reason?.replace(/[。.]$/, ""), step.legal_basis, format.moment(step.at)].filter(Boolean).join("，")}{" "}
            {step.file_ids.map((id, at) => (
              <FileButton key={id} small href={fileOf(one.id, id)} title={words.file} label={`${words.file}${step.file_ids.length > 1 ? at + 1 : ""}`} />
            ))}
          </>
        ),
      }))}
    />
  );
}
