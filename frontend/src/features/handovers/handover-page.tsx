/** A sheet with a page of its own: an acceptance has no lease whose page it could stand on. */
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { FileButton } from "../../components/file-viewer";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { Pending } from "../../components/pending";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { useMessages } from "../../i18n/language";
import { Comparison } from "./comparison";
import { Discard } from "./discard";
import { type Handover, handoverQuery, leaseQuery, printedSheet } from "./queries";
import { SheetForm } from "./sheet-form";
import { SheetRead } from "./sheet-read";
import { Signatures } from "./signatures";

export function HandoverPage() {
  const { lives } = useMessages();
  const { handoverId = "" } = useParams({ strict: false });
  const answer = useQuery(handoverQuery(handoverId));
  if (answer.data) return <One one={answer.data} />;
  return <Pending title={lives.handover.title} answer={answer} />;
}

interface Props {
  readonly one: Handover;
}

function One({ one }: Props) {
  const { lives, homes } = useMessages();
  const words = lives.handover;
  const title = `${words.kind[one.kind]} ${one.unit_code}`;
  return (
    <Page
      title={title}
      parents={[
        { label: homes.units.title, link: { to: "/units" } },
        { label: one.unit_code, link: { to: "/units/$unitId", params: { unitId: one.unit_id } } },
      ]}
      beside={<StatusBadge tone={TONES[one.state]}>{words.state[one.state]}</StatusBadge>}
      situation={<Situation one={one} />}
      actions={
        <>
          <Discard one={one} />
          <FileButton href={printedSheet(one.id)} title={title} label={words.print} />
        </>
      }
    >
      <div className="beside">
        <div className="grid">
          <Sheet one={one} />
        </div>
        <div className="grid">
          <Signing one={one} />
        </div>
      </div>
    </Page>
  );
}

const TONES: Readonly<Record<Handover["state"], Tone>> = { draft: "waiting", signed_once: "waiting", complete: "good", void: "plain" };

function Situation({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.handover;
  if (one.state !== "draft") return one.void_reason ?? one.on_date;
  if (one.missing.length === 0) return words.ready;
  return `${words.missing} ${one.missing.map((code) => words.lack[code] ?? code).join("、")}`;
}

function Sheet({ one }: Props) {
  const { lives } = useMessages();
  const may = useMay();
  const isOpen = one.state === "draft" && may("handover:draft");
  const isLast = one.kind === "check_out" && one.state === "complete";
  return (
    <Panel title={lives.handover.sheet} note={one.on_date}>
      {isOpen ? <SheetForm key={one.version} place={one} before={one} /> : <SheetRead one={one} />}
      {isLast && one.lease_id !== null && <Comparison leaseId={one.lease_id} />}
    </Panel>
  );
}

function Signing({ one }: Props) {
  const { lives } = useMessages();
  const may = useMay();
  const lease = useQuery({ ...leaseQuery(one.lease_id ?? ""), enabled: one.lease_id !== null && may("lease:read") }).data;
  return (
    <Panel title={lives.handover.signatures}>
      <Signatures one={one} tenant={lease?.tenant_name ?? ""} open />
    </Panel>
  );
}
