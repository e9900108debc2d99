/** 交接单: what was read, counted and seen when keys changed hands; signed by who gives and who takes. */
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { FileButton } from "../../components/file-viewer";
import { Money } from "../../components/money";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { Pending } from "../../components/pending";
import { StatusBadge } from "../../components/status-badge";
import { fieldsOf } from "../../forms/fields";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { discard, fileOf, type Handover, handoverQuery, sheetOf } from "./queries";
import { SheetForm } from "./sheet-form";
import { SignDeeds } from "./sign-deeds";
import { SheetTable } from "./sheet-table";

export function HandoverPage() {
  const { unit } = useMessages();
  const { handoverId = "" } = useParams({ strict: false });
  const answer = useQuery(handoverQuery(handoverId));
  if (answer.data) return <One one={answer.data} />;
  return <Pending title={unit.handovers.title} answer={answer} />;
}

interface Props {
  readonly one: Handover;
}

function One({ one }: Props) {
  const { unit, homes } = useMessages();
  const words = unit.handovers;
  const may = useMay();
  const isOpen = one.state === "draft" && may("handover:draft");
  const lacks = one.missing.map((code) => words.missingNames[code] ?? code).join("、");
  return (
    <Page
      title={`${unit.handoverKind[one.kind]} ${one.unit_code}`}
      parents={[
        { label: homes.units.title, link: { to: "/units" } },
        { label: one.unit_code, link: { to: "/units/$unitId", params: { unitId: one.unit_id } } },
      ]}
      beside={<StatusBadge tone={one.state === "complete" ? "good" : one.state === "void" ? "plain" : "waiting"}>{unit.handoverState[one.state]}</StatusBadge>}
      situation={one.state === "draft" ? (lacks === "" ? words.complete : words.missing(lacks)) : (one.void_reason ?? one.on_date)}
      actions={
        <>
          <Discard one={one} />
          <FileButton href={sheetOf(one.id)} title={`${unit.handoverKind[one.kind]} ${one.unit_code}`} label={words.pdf} />
          <SignDeeds one={one} />
        </>
      }
    >
      <div className="beside">
        <div className="grid">{isOpen ? <SheetForm key={one.version} one={one} /> : <SheetTable one={one} />}</div>
        <div className="grid">
          <Signatures one={one} />
          {one.damages.length > 0 && <Damages one={one} />}
        </div>
      </div>
    </Page>
  );
}

function Signatures({ one }: Props) {
  const { unit } = useMessages();
  const words = unit.handovers;
  const format = useFormat();
  return (
    <Panel title={words.signatures} padded>
      {one.signatures.length === 0 && <p className="muted">{words.signaturesEmpty}</p>}
      <ul>
        {one.signatures.map(({ side, name, at, file_id: file }) => (
          <li key={side} className="spread">
            <span>
              <b>{unit.side[side]}</b> {name} <span className="muted small">{format.moment(at)}</span>
            </span>
            <FileButton small href={fileOf(one.id, file)} title={`${unit.side[side]} ${name}`} label={unit.files.look} />
          </li>
        ))}
      </ul>
      {one.sheet_sha256 !== null && (
        <p className="small muted">
          {words.hash} <span className="mono">{one.sheet_sha256}</span>
        </p>
      )}
    </Panel>
  );
}

function Damages({ one }: Props) {
  const { unit } = useMessages();
  return (
    <Panel title={unit.handovers.damages} note={<Money fen={one.damages_fen} unit />} padded>
      <ul>
        {one.damages.map(({ what, price_fen: price }) => (
          <li key={what} className="spread">
            {what} <Money fen={price} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const Field = fieldsOf<{ reason: string }>();

function Discard({ one }: Props) {
  const { unit } = useMessages();
  const words = unit.handovers;
  const may = useMay();
  if (!one.possible.includes("discard") || !may("handover:draft")) return null;
  return (
    <Deed<{ reason: string }> label={words.void} title={words.voidTitle} explain={words.voidExplain} run={({ reason }) => discard(one, reason)}>
      <Field.Words name="reason" label={unit.reason} autoFocus />
    </Deed>
  );
}
