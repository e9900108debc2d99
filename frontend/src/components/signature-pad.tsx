/**
 * A signature: drawn on the screen by mouse, pen or finger; or, for whoever cannot draw there, signed on
 * paper and scanned. What is drawn is a picture of ink without a background.
 */
import { Button } from "antd";
import { type PointerEvent, useRef, useState } from "react";

import { useMessages } from "../i18n/language";
import { FilesInput } from "./files-input";
import styles from "./signature-pad.module.css";
import { isName, PAD, pointOn, type Point, type Stroke } from "./strokes";

export interface Signature {
  readonly way: "drawn" | "scanned";
  readonly files: readonly File[];
}

interface Props {
  readonly value?: Signature;
  readonly onChange?: (signature: Signature) => void;
  readonly "aria-label"?: string;
}

const WAYS = ["drawn", "scanned"] as const;
const INK = "#172022";
const PEN = 4;

export function SignatureInput({ value = { way: "drawn", files: [] }, onChange, "aria-label": label }: Props) {
  const { signature: words } = useMessages();
  return (
    <div className={styles.signature} role="group" aria-label={label ?? words.label}>
      <span className="segments">
        {WAYS.map((way) => (
          <button key={way} type="button" aria-pressed={way === value.way} onClick={() => onChange?.({ way, files: [] })}>
            {words.ways[way]}
          </button>
        ))}
      </span>
      {value.way === "drawn" ? (
        <Pad onDrawn={(file) => onChange?.({ way: "drawn", files: file ? [file] : [] })} />
      ) : (
        <FilesInput single value={value.files} onChange={(files) => onChange?.({ way: "scanned", files })} />
      )}
    </div>
  );
}

function Pad({ onDrawn }: { readonly onDrawn: (file: File | null) => void }) {
  const { signature: words } = useMessages();
  const canvas = useRef<HTMLCanvasElement>(null);
  const strokes = useRef<Stroke[]>([]);
  const running = useRef<Point[] | null>(null);
  const [empty, setEmpty] = useState(true);

  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    running.current = [pointOn(event.currentTarget.getBoundingClientRect(), event)];
  };
  const go = (event: PointerEvent<HTMLCanvasElement>) => {
    const stroke = running.current;
    if (!stroke) return;
    const from = stroke.at(-1);
    const to = pointOn(event.currentTarget.getBoundingClientRect(), event);
    stroke.push(to);
    if (from) line(event.currentTarget, from, to);
  };
  const end = () => {
    if (!running.current) return;
    strokes.current = [...strokes.current, running.current];
    running.current = null;
    setEmpty(false);
    if (!isName(strokes.current)) {
      onDrawn(null);
      return;
    }
    canvas.current?.toBlob((blob) => onDrawn(blob && new File([blob], `${words.file}.png`, { type: "image/png" })), "image/png");
  };
  const clear = () => {
    canvas.current?.getContext("2d")?.clearRect(0, 0, PAD.width, PAD.height);
    strokes.current = [];
    setEmpty(true);
    onDrawn(null);
  };

  return (
    <div className={styles.pad}>
      <canvas ref={canvas} width={PAD.width} height={PAD.height} aria-label={words.padLabel} onPointerDown={begin} onPointerMove={go} onPointerUp={end} onPointerCancel={end} />
      {empty && <span className={styles.hint}>{words.here}</span>}
      {!empty && (
        <Button size="small" onClick={clear}>
          {words.clear}
        </Button>
      )}
    </div>
  );
}

function line(canvas: HTMLCanvasElement, from: Point, to: Point) {
  const ink = canvas.getContext("2d");
  if (!ink) return;
  Object.assign(ink, { strokeStyle: INK, lineWidth: PEN, lineCap: "round", lineJoin: "round" });
  ink.beginPath();
  ink.moveTo(from.x, from.y);
  ink.lineTo(to.x, to.y);
  ink.stroke();
}
