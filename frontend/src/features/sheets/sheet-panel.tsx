/** 交接单: what was read, counted and seen, and the signatures of both sides under it. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";

import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { FileButton } from "../../components/file-viewer";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { fieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import { Comparison } from "./comparison";
import styles from "./sheets.module.css";
import { discard, type Handover, type Place, printedSheet, sheetsQuery } from "./queries";
import { SheetForm } from "./sheet-form";
import { SheetRead } from "./sheet-read";
import { Signatures } from "./signatures";

interface Props {
  readonly place: Place;
  readonly tenant: string;
  /** The life around it allows a sheet now. */
  readonly open: boolean;
}

/** The sheet that counts: the newest that was not put aside. */
export function useSheet({ lease_id, kind }: Place) {
  const answer = useQuery(sheetsQuery(lease_id, kind));
  return { answer, sheet: answer.data?.items.find(({ state }) => state !== "void") };
}

export function SheetPanel({ place, tenant, open }: Props) {
  const { lives } = useMessages();
  const words = lives.handover;
  const may = useMay();
  const { answer, sheet } = useSheet(place);
  const [editing, setEditing] = useState(false);
  const mayFill = open && may("handover:draft");
  const edit = () => setEditing(true);
  if (editing) {
    return (
      <Panel title={words.kind[place.kind]}>
        <SheetForm place={place} before={sheet} onLeave={() => setEditing(false)} />
      </Panel>
    );
  }
  return (
    <Panel
      title={words.kind[place.kind]}
      {...(sheet && { note: sheet.on_date, more: <Tools one={sheet} mayFill={mayFill} onEdit={edit} /> })}
    >
      <QueryProblem of={answer} />
      {sheet && <Sheet one={sheet} leaseId={place.lease_id} tenant={tenant} open={open} />}
      {answer.data && !sheet && (
        <p className={styles.none}>
          {words.none} {mayFill && <Button size="small" onClick={edit}>{words.begin}</Button>}
        </p>
      )}
    </Panel>
  );
}

interface SheetProps {
  readonly one: Handover;
  readonly leaseId: string;
  readonly tenant: string;
  readonly open: boolean;
}

function Sheet({ one, leaseId, ...signing }: SheetProps) {
  return (
    <>
      <SheetRead one={one} />
      {one.kind === "check_out" && one.state === "complete" && <Comparison leaseId={leaseId} />}
      <Signatures one={one} {...signing} />
    </>
  );
}

interface ToolsProps {
  readonly one: Handover;
  readonly mayFill: boolean;
  readonly onEdit: () => void;
}

function Tools({ one, mayFill, onEdit }: ToolsProps) {
  const { lives } = useMessages();
  const words = lives.handover;
  return (
    <span className="deeds">
      {mayFill && one.possible.includes("discard") && <Discard one={one} />}
      {mayFill && one.state === "draft" && (
        <Button size="small" onClick={onEdit}>
          {words.change}
        </Button>
      )}
      <FileButton small href={printedSheet(one.id)} title={words.kind[one.kind]} label={words.print} />
    </span>
  );
}

const Field = fieldsOf<{ reason: string }>();

function Discard({ one }: { readonly one: Handover }) {
  const { lives } = useMessages();
  const words = lives.handover;
  return (
    <Deed<{ reason: string }> small label={words.void} title={words.voidTitle} explain={words.voidExplain} run={({ reason }) => discard(one, reason)}>
      <Field.Words name="reason" label={words.reason} autoFocus />
    </Deed>
  );
}
