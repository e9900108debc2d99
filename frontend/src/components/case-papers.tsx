/** The papers of a change or an exchange: what was asked, and once it is decided, the decision. */
import { useMessages } from "../i18n/language";
import { PapersPanel } from "./papers-panel";

interface Props {
  /** `/v1/exchanges/{id}`: its papers are below. */
  readonly record: string;
  readonly name: string;
  readonly decided: boolean;
}

export function CasePapers({ record, name, decided }: Props) {
  const { kinds } = useMessages().lives.papers;
  const due = decided ? (["application", "decision"] as const) : (["application"] as const);
  const papers = due.map((kind) => ({ name: kinds[kind], href: `${record}/papers/${kind}.pdf`, title: `${kinds[kind]} ${name}` }));
  return <PapersPanel papers={papers} />;
}
