/** Both sides sign the sheet as it is: on the screen, or with a scan of the paper. */
import { Form } from "antd";
import { useState } from "react";

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
  file_ids?: string[];
}

const Field = fieldsOf<Values>();

function Sign({ one, side }: Props & { readonly side: Side }) {
  const { unit } = useMessages();
  const words = unit.handovers;
  const [picture, setPicture] = useState<Blob | null>(null);
  const file = async ([scan]: readonly string[] = []) => scan ?? (picture && (await storeFile(new File([picture], `${side}.png`, { type: "image/png" })))) ?? "";
  return (
    <Deed<Values>
      primary
      label={words.sign(unit.side[side])}
      title={words.signTitle(unit.side[side])}
      explain={words.signExplain}
      run={async ({ name, file_ids: scans }) => sign(one, side, name, await file(scans))}
    >
      <Field.Text name="name" label={words.name} autoFocus />
      <Form.Item>
        <SignaturePad label={words.draw} onDrawn={setPicture} />
      </Form.Item>
      <FilesField name="file_ids" label={unit.papers} most={1} />
    </Deed>
  );
}
