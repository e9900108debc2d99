/** The sheet as it stands: meters, keys, fittings, photos by room, defects; photos open where they are named. */
import { FileButton } from "../../components/file-viewer";
import { Money } from "../../components/money";
import { StatusBadge } from "../../components/status-badge";
import { damageName } from "../../i18n/damage";
import { useMessages } from "../../i18n/language";
import styles from "./handovers.module.css";
import { fileOf, type Handover } from "./queries";

interface Props {
  readonly one: Handover;
}

export function SheetRead({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.handover;
  const { sheet } = one;
  return (
    <div className={styles.read}>
      <h3>{words.meters}</h3>
      <ul>
        {sheet.meters.map((meter) => (
          <li key={meter.kind}>
            <b>{words.meter[meter.kind]}</b> {meter.reading} <span className="muted">{meter.meter_no}</span>
            {meter.photo_id && <Photo one={one} id={meter.photo_id} label={words.photo} />}
          </li>
        ))}
      </ul>
      <h3>{words.keys}</h3>
      <ul>
        {sheet.keys.map((keys) => (
          <li key={keys.kind}>
            <b>{words.key[keys.kind]}</b> {words.counted} {keys.counted} / {words.expected} {keys.expected}
          </li>
        ))}
      </ul>
      <h3>{words.fittings}</h3>
      <Fittings one={one} />
      <h3>{words.photos}</h3>
      <ul>
        {sheet.photos.map((photo, at) => (
          <li key={photo.file_id}>
            <b>{photo.room}</b> <Photo one={one} id={photo.file_id} label={`${words.photo} ${at + 1}`} />
          </li>
        ))}
      </ul>
      <Defects one={one} />
      {one.damages.length > 0 && <Damages one={one} />}
      {sheet.note !== null && <p className="muted">{sheet.note}</p>}
    </div>
  );
}

function Fittings({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.handover;
  return (
    <ul>
      {one.sheet.fittings.map((fitting) => (
        <li key={`${fitting.room} ${fitting.item}`}>
          <b>{fitting.room}</b> {fitting.item} ×{fitting.count}{" "}
          <StatusBadge tone={fitting.condition === "intact" ? "good" : "waiting"}>{words.conditions[fitting.condition]}</StatusBadge>
          {fitting.condition !== "intact" && <Money fen={fitting.price_fen ?? null} unit />}
          <span className="muted">{fitting.note}</span>
        </li>
      ))}
    </ul>
  );
}

function Defects({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.handover;
  if (one.sheet.defects.length === 0) return null;
  return (
    <>
      <h3>{words.defects}</h3>
      <ul>
        {one.sheet.defects.map((defect) => (
          <li key={`${defect.place} ${defect.what}`}>
            <b>{defect.place}</b> {defect.what} <StatusBadge tone="waiting">{words.severities[defect.severity]}</StatusBadge>
          </li>
        ))}
      </ul>
    </>
  );
}

function Damages({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.handover;
  return (
    <>
      <h3>
        {words.damages} <Money fen={one.damages_fen} unit />
      </h3>
      <ul>
        {one.damages.map(({ what, price_fen: price }) => (
          <li key={what}>
            {damageName(what, words)} <Money fen={price} unit />
          </li>
        ))}
      </ul>
    </>
  );
}

function Photo({ one, id, label }: Props & { readonly id: string; readonly label: string }) {
  return <FileButton small href={fileOf(one.id, id)} title={label} label={label} />;
}
