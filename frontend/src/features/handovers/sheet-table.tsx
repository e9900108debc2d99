/** A sheet that is signed, or that one may only read. */
import { FileButton } from "../../components/file-viewer";
import { Panel } from "../../components/panel";
import { useMessages } from "../../i18n/language";
import { fileOf, type Handover } from "./queries";

export function SheetTable({ one }: { readonly one: Handover }) {
  const { unit } = useMessages();
  const words = unit.handovers;
  const { meters, keys, fittings, defects, photos, note } = one.sheet;
  return (
    <Panel title={words.sheet} note={one.on_date} padded>
      <dl className="facts">
        <dt>{words.meters}</dt>
        <dd>{meters.map(({ kind, reading }) => `${unit.meter[kind]} ${reading}`).join("、")}</dd>
        <dt>{words.keys}</dt>
        <dd>{keys.map(({ kind, expected, counted }) => `${unit.key[kind]} ${counted}/${expected}`).join("、")}</dd>
        <dt>{words.fittings}</dt>
        <dd>
          {fittings.map(({ room, item, count, condition }) => (
            <div key={`${room} ${item}`}>
              {room} {item} ×{count} {unit.condition[condition]}
            </div>
          ))}
        </dd>
        <dt>{words.defects}</dt>
        <dd>
          {defects.map(({ place, what, severity }) => (
            <div key={`${place} ${what}`}>
              {place} {what} <span className={severity === "critical" ? "wait" : "muted"}>{unit.severity[severity]}</span>
            </div>
          ))}
        </dd>
        <dt>{words.photos}</dt>
        <dd className="deeds">
          {photos.map(({ room, file_id: file }) => (
            <FileButton key={file} small href={fileOf(one.id, file)} title={words.photoOf(room)} label={room} />
          ))}
        </dd>
        {note !== null && (
          <>
            <dt>{words.remark}</dt>
            <dd>{note}</dd>
          </>
        )}
      </dl>
    </Panel>
  );
}
