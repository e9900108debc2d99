/**
 * The one file viewer: forms as PDF and photos, beside what they belong to instead of in the downloads.
 * The bytes come through the session and are shown from memory; the server itself sends attachments only.
 */
import { Button } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";

import { type ApiProblem, problemIn, unreachable } from "../api/problem";
import { useMessages } from "../i18n/language";
import { Dialog } from "./dialog";
import styles from "./file-viewer.module.css";
import { ProblemAlert } from "./problem-alert";

interface Props {
  /** Where the bytes are: `/v1/payments/…/receipt.pdf`. */
  readonly href: string;
  readonly title: string;
  readonly label: ReactNode;
  readonly primary?: boolean;
  readonly small?: boolean;
  /** Show it at once, for whoever came by the keyboard. */
  readonly autoFocus?: boolean;
}

/** A button that opens the file. */
export function FileButton({ href, title, label, primary = false, small = false, autoFocus = false }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type={primary ? "primary" : "default"} size={small ? "small" : "middle"} autoFocus={autoFocus} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open && <FileViewer href={href} title={title} onClose={() => setOpen(false)} />}
    </>
  );
}

interface ViewerProps {
  readonly href: string;
  readonly title: string;
  readonly onClose: () => void;
}

export function FileViewer({ href, title, onClose }: ViewerProps) {
  const { viewer } = useMessages();
  const { file, problem } = useFile(href);
  const frame = useRef<HTMLIFrameElement>(null);
  const isPaper = file?.type === PDF;
  return (
    <Dialog title={title} wide onClose={onClose}>
      <ProblemAlert problem={problem} />
      <div className={styles.place} aria-busy={!file && !problem}>
        {!file && !problem && <p role="status">{viewer.loading}</p>}
        {isPaper && <iframe ref={frame} className={styles.paper} title={title} src={`${file.url}${BARE}`} />}
        {file && !isPaper && <Photo url={file.url} title={title} />}
      </div>
      <div className={styles.foot}>
        {file && (
          <a className="button" href={file.url} download={title}>
            {viewer.save}
          </a>
        )}
        <Button onClick={onClose}>{viewer.close}</Button>
        {isPaper && (
          <Button type="primary" autoFocus onClick={() => frame.current?.contentWindow?.print()}>
            {viewer.print}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

const PDF = "application/pdf";
/** The browser's own viewer without its bar: the dialog has one. */
const BARE = "#toolbar=0&navpanes=0&view=FitH";

const TURN = 90;
const ZOOMS = [1, 1.5, 2, 3] as const;

function Photo({ url, title }: { readonly url: string; readonly title: string }) {
  const { viewer } = useMessages();
  const [turn, setTurn] = useState(0);
  const [zoom, setZoom] = useState(0);
  return (
    <div className={styles.photo}>
      <img src={url} alt={title} style={{ rotate: `${turn}deg`, scale: ZOOMS[zoom] }} />
      <span className={styles.tools}>
        <Button size="small" disabled={zoom === 0} onClick={() => setZoom(zoom - 1)}>
          {viewer.smaller}
        </Button>
        <Button size="small" disabled={zoom === ZOOMS.length - 1} onClick={() => setZoom(zoom + 1)}>
          {viewer.larger}
        </Button>
        <Button size="small" onClick={() => setTurn(turn + TURN)}>
          {viewer.turn}
        </Button>
      </span>
    </div>
  );
}

interface Fetched {
  readonly url: string;
  readonly type: string;
}

/** The file from memory; its place is given back when the viewer closes. */
export function useFile(href: string | null): { readonly file: Fetched | undefined; readonly problem: ApiProblem | null } {
  const [file, setFile] = useState<Fetched>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  useEffect(() => {
    if (href === null) return;
    let url: string | undefined;
    let left = false;
    const load = async () => {
      const response = await fetch(href, { headers: { "X-Requested-By": "anju" } }).catch(() => null);
      if (left) return;
      if (!response?.ok) {
        setProblem(response ? await problemIn(response) : unreachable());
        return;
      }
      const bytes = await response.blob();
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- the viewer may be closed meanwhile
      if (left) return;
      url = URL.createObjectURL(bytes);
      setFile({ url, type: bytes.type });
    };
    void load();
    return () => {
      left = true;
      if (url !== undefined) URL.revokeObjectURL(url);
    };
  }, [href]);
  return { file, problem };
}
