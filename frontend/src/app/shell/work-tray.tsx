/** 办理中: the long work that this person started, wherever they are in the dashboard meanwhile. */
import { Button, Popover } from "antd";
import { useEffect } from "react";

import { isFinished, type Operation, useOperation } from "../../api/operations";
import { fetched, type Followed, putAway, useWorks } from "../../api/works";
import { CancelWork } from "../../components/cancel-work";
import { Progress } from "../../components/progress";
import { QuietButton } from "../../components/quiet-button";
import { useMessages } from "../../i18n/language";
import type { Messages } from "../../i18n/zh";
import styles from "./work-tray.module.css";

export function WorkTray() {
  const { works: words } = useMessages();
  const works = useWorks();
  if (works.length === 0) return null;
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={words.title}
      // The items follow their work whether they are looked at or not.
      forceRender
      content={
        <ul className={styles.works}>
          {works.map((work) => (
            <WorkItem key={work.id} work={work} />
          ))}
        </ul>
      }
    >
      <QuietButton>{words.count(works.length)}</QuietButton>
    </Popover>
  );
}

function WorkItem({ work }: { readonly work: Followed }) {
  const { works: words } = useMessages();
  const { operation, gone } = useOperation(work.id);
  const kinds: Readonly<Record<string, string>> = words.kinds;
  const file = fileOf(operation);
  useFetched(work, file?.id);
  // Started by somebody else at this desk, or long ago: nothing to follow.
  useEffect(() => {
    if (gone) putAway(work.id);
  }, [gone, work.id]);
  return (
    <li className={styles.work}>
      <b>{file?.name ?? kinds[work.kind] ?? words.kinds.other}</b>
      {isFinished(operation) ? (
        <Button size="small" type="link" onClick={() => putAway(work.id)}>
          {words.dismiss}
        </Button>
      ) : (
        operation && <CancelWork operation={operation} />
      )}
      <div className={styles.how} role="status">
        <How operation={operation} file={file} />
      </div>
    </li>
  );
}

function How({ operation, file }: { readonly operation: Operation | undefined; readonly file: Found | undefined }) {
  const { works: words } = useMessages();
  if (file)
    return (
      <a href={`/v1/files/${file.id}/content`} download>
        {words.download}
      </a>
    );
  if (!operation) return <Progress done={0} total={null} unit={words.unit} />;
  if (!isFinished(operation)) return <Progress done={operation.done} total={operation.total} unit={words.stages[operation.stage ?? ""] ?? words.unit} />;
  return <span className={operation.state === "failed" ? "wait" : undefined}>{words.ended[operation.state as Ended]}</span>;
}

type Ended = keyof Messages["works"]["ended"];

interface Found {
  readonly id: string;
  readonly name: string | undefined;
}

/** The file that the work made, where it made one. */
function fileOf(operation: Operation | undefined): Found | undefined {
  const { file_id: id, name } = operation?.result ?? {};
  return typeof id === "string" ? { id, name: typeof name === "string" ? name : undefined } : undefined;
}

/** Whoever asked and still looks gets the file without another press. */
function useFetched(work: Followed, file: string | undefined) {
  useEffect(() => {
    if (work.fetch !== true || file === undefined) return;
    fetched(work.id);
    const link = document.createElement("a");
    link.href = `/v1/files/${file}/content`;
    link.download = "";
    link.click();
  }, [work, file]);
}
