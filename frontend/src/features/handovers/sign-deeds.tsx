/** Both sides sign the sheet as it is: on the screen, or with a scan of the paper. */
import { Form } from "antd";

import { useMay, useMe } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { FilesField, storeFile } from "../../forms/stored-files";
import { useMessages } from "../../i18n/language";
import { type Handover, sign, type Side } from "./queries";
import { mayNote } from "./sheet";
import { SignaturePad } from "./signature-pad";

interface Props {
  readonly one: Handover;
}

export function SignDeeds({ one }: Props) {
  const may = useMay();
  const { roles } = useMe();
  if (!one.possible.includes("sign") || one.missing.length > 0 || !may("handover:sign")) return null;
  const signed = new Set(one.signatures.map(({ side }) => side));
  return [one.gives, one.takes].filter((side) => !signed.has(side) && mayNote(one, side, roles)).map((side) => <Sign key={side} one={one} side={side} />);
}

interface Values {
  name: string;
  /** What was drawn; named as the body names it, so that its refusal stands beside it. */
  file_id?: Blob | null;
  file_ids?: string[];
}

const Field = fieldsOf<Values>();

/** A scan of the paper goes before what was drawn; without either the server says what is missing. */
async function fileOf({ file_id: drawn = null, file_ids: [scan] = [] }: Values, side: Side): Promise<string> {
  if (scan !== undefined) return scan;
  return drawn === null ? "" : storeFile(new File([drawn], `${side}.png`, { type: "image/png" }));
}

function Sign({ one, side }: Props & { readonly side: Side }) {
  const { unit } = useMessages();
  const words = unit.handovers;
  return (
    <Deed<Values>
      primary
      label={words.sign(unit.side[side])}
      title={words.signTitle(unit.side[side])}
      explain={words.signExplain}
      run={async (values) => sign(one, side, values.name, await fileOf(values, side))}
    >
      <Field.Text name="name" label={words.name} autoFocus />
      <Form.Item<Values> name="file_id">
        <SignaturePad label={words.draw} />
      </Form.Item>
      <FilesField name="file_ids" label={words.scan} most={1} />
    </Deed>
  );
}
