/** 文书: the papers of the steps that a case has taken, to be printed and served. */
import { useMessages } from "../i18n/language";
import { FileButton } from "./file-viewer";
import { Panel } from "./panel";
import styles from "./papers-panel.module.css";

export interface Paper {
  readonly name: string;
  readonly href: string;
  /** The window's title: the paper's name and what it is about. */
  readonly title: string;
}

interface Props {
  readonly papers: readonly Paper[];
}

export function PapersPanel({ papers }: Props) {
  const words = useMessages().lives.papers;
  return (
    <Panel title={words.title}>
      {papers.length === 0 && <p className={styles.empty}>{words.none}</p>}
      {papers.map(({ name, href, title }) => (
        <div key={href} className={styles.paper}>
          {name}
          <FileButton small href={href} title={title} label={words.print} />
        </div>
      ))}
    </Panel>
  );
}
