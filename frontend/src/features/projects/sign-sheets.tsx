/** One side signs all of the building's sheets that are whole; the second signature accepts the homes. */
import { type Me, useMay, useMe } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import { type Side, type Signatures, type Signing, signSheets } from "./queries";

interface Props {
  readonly buildingId: string;
  readonly onDone: (outcome: Signatures) => void;
}

const SIDES: readonly (readonly [Me["roles"][number], Side])[] = [
  ["purchaser_officer", "purchaser"],
  ["operator_manager", "operator"],
];

const Field = fieldsOf<Signing>();

export function SignSheets({ buildingId, onDone }: Props) {
  const { estate, lives } = useMessages();
  const words = estate.acceptance;
  const may = useMay();
  const me = useMe();
  const side = SIDES.find(([role]) => me.roles.includes(role))?.[1];
  if (side === undefined || !may("handover:sign")) return null;
  const name = lives.handover.sides[side];
  return (
    <Deed<Signing> primary label={words.sign(name)} title={words.signTitle(name)} explain={words.signExplain} initial={{ name: me.name }} run={(values) => signSheets(buildingId, side, values)} onDone={(answer) => onDone(answer as Signatures)}>
      <Field.Text name="name" label={lives.handover.name} />
      <Field.Signature name="file_id" label={lives.handover.signature} />
    </Deed>
  );
}
