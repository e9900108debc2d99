/** 交接单 beside the life that needs it: what was read, counted and seen, and the signatures of both sides under it. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";

import { useMay } from "../../api/me";
import { FileButton } from "../../components/file-viewer";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { useMessages } from "../../i18n/language";
import { Comparison } from "./comparison";
import { Discard } from "./discard";
import styles from "./handovers.module.css";
import { type Handover, type Place, printedSheet, sheetsQuery } from "./queries";
import { SheetForm } from "./sheet-form";
import { SheetRead } from "./sheet-read";
import { Signatures } from "./signatures";

interface LeasePlace extends Place {
  readonly lease_id: string;
}

interface Props {
  readonly place: LeasePlace;
  readonly tenant: string;
  /** The life around it allows a sheet now. */
  readonly open: boolean;
}

/** The sheet that counts: the newest that was not put aside. */
export function useSheet({ lease_id, kind }: LeasePlace) {
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
      {sheet && (
        <>
          <SheetRead one={sheet} />
          {sheet.kind === "check_out" && sheet.state === "complete" && <Comparison leaseId={place.lease_id} />}
          <Signatures one={sheet} tenant={tenant} open={open} />
        </>
      )}
      {answer.data && !sheet && (
        <p className={styles.none}>
          {words.none} {mayFill && <Button size="small" onClick={edit}>{words.begin}</Button>}
        </p>
      )}
    </Panel>
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
      <Link to="/handovers/$handoverId" params={{ handoverId: one.id }}>{words.page}</Link>
      {mayFill && <Discard small one={one} />}
      {mayFill && one.state === "draft" && (
        <Button size="small" onClick={onEdit}>
          {words.change}
        </Button>
      )}
      <FileButton small href={printedSheet(one.id)} title={words.kind[one.kind]} label={words.print} />
    </span>
  );
}
