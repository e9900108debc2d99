/** 文本与签字: what was explained, what is signed, by whom, and under which digest. */
import { useQuery } from "@tanstack/react-query";

import { FileButton } from "../../components/file-viewer";
import { Panel } from "../../components/panel";
import { StatusBadge } from "../../components/status-badge";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./lease.module.css";
import { explanationQuery, fileOf, type LeaseDetail, type LeaseSignature, printedText, signaturesQuery } from "./queries";

interface Props {
  readonly one: LeaseDetail;
}

const AHEAD = new Set(["draft", "explained"]);

export function PapersPanel({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.lease;
  // A lease that came with a book has its paper in a cabinet.
  if (one.reservation_id === null && one.signed_on === null) return null;
  return (
    <Panel title={words.texts}>
      <Explanation one={one} />
      <div className={styles.paper}>
        <span>
          {words.textOf.lease}
          <small>{AHEAD.has(one.state) ? words.textAhead : one.contract_no}</small>
        </span>
        <FileButton small href={printedText(one.id, "lease")} title={`${words.textOf.lease} ${one.contract_no}`} label={words.show} />
      </div>
      {!AHEAD.has(one.state) && one.state !== "void" && <Signatures one={one} />}
    </Panel>
  );
}

function Explanation({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.lease;
  const format = useFormat();
  const { data } = useQuery({ ...explanationQuery(one.id), enabled: one.state !== "draft", retry: false });
  return (
    <div className={styles.paper}>
      <span>
        {words.textOf.explanation}
        <small>{data ? `${words.explainedOn(format.day(data.explained_on))}，${data.acknowledged_by} ${words.acknowledged[data.acknowledgement]}` : words.notExplained}</small>
      </span>
      <span className="deeds">
        {data?.file_id && <FileButton small href={fileOf(one.id, data.file_id)} title={words.signedPaper} label={words.file} />}
        <FileButton small href={printedText(one.id, "explanation")} title={`${words.textOf.explanation} ${one.contract_no}`} label={words.show} />
      </span>
    </div>
  );
}

const SIDES = ["tenant", "operator"] as const;

function Signatures({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.lease;
  const signatures = useQuery(signaturesQuery(one.id)).data?.items;
  return SIDES.map((side) => {
    const signature = signatures?.find((each) => each.side === side);
    return (
      <div key={side} className={styles.paper}>
        {signature ? <Signed one={one} signature={signature} /> : (
          <>
            <span>{words.side[side]}</span>
            {signatures && one.state === "pending_sign" && <StatusBadge tone="waiting">{words.toSign}</StatusBadge>}
          </>
        )}
      </div>
    );
  });
}

function Signed({ one, signature }: Props & { readonly signature: LeaseSignature }) {
  const { lives } = useMessages();
  const words = lives.lease;
  const format = useFormat();
  const how = [words.way[signature.way], signature.identity_way && words.identityWay[signature.identity_way], signature.proxy_name && words.proxyBy(signature.proxy_name)];
  return (
    <>
      <span>
        {words.side[signature.side]} {signature.name} <span className="muted">{format.day(signature.signed_on)}</span>
        <small>{how.filter(Boolean).join("，")}</small>
        <small className="mono">{words.digest} {signature.file_sha256.slice(0, 16)}</small>
      </span>
      <span className="deeds">
        {signature.proxy_file_id !== null && <FileButton small href={fileOf(one.id, signature.proxy_file_id)} title={words.proxyPaper} label={words.proxyPaper} />}
        <FileButton small href={fileOf(one.id, signature.file_id)} title={words.signatureOf(signature.name)} label={words.show} />
      </span>
    </>
  );
}
