/** A box to sign in with a finger, a pen or the mouse; what was drawn is a picture. */
import { Button } from "antd";
import { type PointerEvent, useRef } from "react";

import { useMessages } from "../../i18n/language";
import styles from "./handovers.module.css";

interface Props {
  readonly label: string;
  /** The picture after every stroke; null when it is empty again. */
  readonly onChange?: (picture: Blob | null) => void;
}

const WIDTH = 880;
const HEIGHT = 360;
const STROKE = 5;
/** Of the paper that it is printed on, in both themes. */
const INK = "#172022";

export function SignaturePad({ label, onChange }: Props) {
  const { unit } = useMessages();
  const box = useRef<HTMLCanvasElement>(null);
  const isDown = useRef(false);

  const draw = (event: PointerEvent<HTMLCanvasElement>, begins: boolean) => {
    const paper = event.currentTarget.getContext("2d");
    if (!paper) return;
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const [x, y] = [((event.clientX - left) * WIDTH) / width, ((event.clientY - top) * HEIGHT) / height];
    if (begins) {
      event.currentTarget.setPointerCapture(event.pointerId);
      paper.lineWidth = STROKE;
      paper.lineCap = "round";
      paper.strokeStyle = INK;
      paper.beginPath();
      paper.moveTo(x, y);
    }
    paper.lineTo(x, y);
    paper.stroke();
  };
  const end = () => {
    if (!isDown.current) return;
    isDown.current = false;
    box.current?.toBlob((picture) => onChange?.(picture), "image/png");
  };
  const clear = () => {
    box.current?.getContext("2d")?.clearRect(0, 0, WIDTH, HEIGHT);
    onChange?.(null);
  };
  return (
    <>
      <canvas
        ref={box}
        width={WIDTH}
        height={HEIGHT}
        className={styles.pad}
        aria-label={label}
        onPointerDown={(event) => {
          isDown.current = true;
          draw(event, true);
        }}
        onPointerMove={(event) => {
          if (isDown.current) draw(event, false);
        }}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <div className={styles.padFoot}>
        {label}
        <Button size="small" onClick={clear}>
          {unit.handovers.clear}
        </Button>
      </div>
    </>
  );
}
