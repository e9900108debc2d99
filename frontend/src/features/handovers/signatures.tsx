/** Both sides under the sheet: who signed when, what is missing before anybody may, and the pad. */
import { type Me, useMay, useMe } from "../../api/me";
import { Deed } from "../../components/deed";
import { FileButton } from "../../components/file-viewer";
import { StatusBadge } from "../../components/status-badge";
import { fieldsOf } from "../../forms/fields";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./handovers.module.css";
import { fileOf, type Handover, sign, type Side, type Signing } from "./queries";

interface Props {
  readonly one: Handover;
  readonly tenant: string;
  readonly open: boolean;
}

export function Signatures({ one, tenant, open }: Props) {
  const { lives } = useMessages();
  const words = lives.handover;
  return (
    <>
      {one.state !== "void" && one.missing.length > 0 && (
        <p className={styles.lack}>
          {words.missing} {one.missing.map((code) => words.lack[code] ?? code).join("、")}
        </p>
      )}
      {[one.gives, one.takes].map((side) => (
        <SideLine key={side} one={one} side={side} tenant={tenant} open={open} />
      ))}
      {one.sheet_sha256 !== null && (
        <p className={styles.hash}>
          {words.hash} <span className="mono">{one.sheet_sha256}</span>
        </p>
      )}
    </>
  );
}

const COUNTER: readonly Me["roles"][number][] = ["front_desk", "operator_manager"];

/** Whose account notes a side's hand: at an acceptance each side its own, otherwise the counter. */
export function mayNote({ kind }: Pick<Handover, "kind">, side: Side, roles: Me["roles"]): boolean {
  const noting = kind !== "acceptance" ? COUNTER : side === "purchaser" ? (["purchaser_officer"] as const) : (["operator_manager"] as const);
  return roles.some((role) => (noting as readonly string[]).includes(role));
}

/** Whether this person may take a side's signature now. */
function useMayTake(one: Handover): (side: Side) => boolean {
  const may = useMay();
  const { roles } = useMe();
  const isReady = one.missing.length === 0 && one.possible.includes("sign") && may("handover:sign");
  return (side) => isReady && mayNote(one, side, roles);
}

function SideLine({ one, side, tenant, open }: Props & { readonly side: Side }) {
  const { lives } = useMessages();
  const words = lives.handover;
  const format = useFormat();
  const mayTake = useMayTake(one);
  const signature = one.signatures.find((each) => each.side === side);
  const role = side === one.gives ? words.gives : words.takes;
  return (
    <div className={styles.side}>
      <span>
        {role} {words.sides[side]} {signature?.name}
        {signature && <small>{format.moment(signature.at)}</small>}
      </span>
      {signature ? (
        <FileButton small href={fileOf(one.id, signature.file_id)} title={words.signature} label={words.signature} />
      ) : (
        <span className="deeds">
          {one.state !== "void" && <StatusBadge tone="waiting">{words.unsigned}</StatusBadge>}
          {open && mayTake(side) && <Sign one={one} side={side} tenant={tenant} />}
        </span>
      )}
    </div>
  );
}

const Field = fieldsOf<Signing>();

function Sign({ one, side, tenant }: { readonly one: Handover; readonly side: Side; readonly tenant: string }) {
  const { lives } = useMessages();
  const words = lives.handover;
  const me = useMe();
  const name = words.sides[side];
  return (
    <Deed<Signing> small primary label={words.sign(name)} title={words.signTitle(name)} explain={words.signExplain} initial={{ name: side === "tenant" ? tenant : me.name }} run={(values) => sign(one, side, values)}>
      <Field.Text name="name" label={words.name} />
      <Field.Signature name="file_id" label={words.signature} />
    </Deed>
  );
}
