/** What the household does with a renewal, by itself or at the counter: apply, supply, object. */
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import { apply, type Applying, object, type RenewalDetail, supply } from "./queries";

interface Props {
  readonly one: RenewalDetail;
}

const ApplyField = fieldsOf<Applying>();

export function Apply({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.renewal;
  return (
    <Deed<Applying> primary label={words.apply} title={words.applyTitle} explain={words.applyExplain} run={(values) => apply(one, values)}>
      <ApplyField.Words name="declaration" label={words.declaration} autoFocus />
      <ApplyField.Check name="consents_to_checks" label={words.consent} />
      <ApplyField.Files name="file_ids" label={words.papers} />
    </Deed>
  );
}

const SupplyField = fieldsOf<{ file_ids?: readonly File[] }>();

export function Supply({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.renewal;
  return (
    <Deed<{ file_ids?: readonly File[] }> primary label={words.supply} title={words.supply} explain={one.missing_papers} run={({ file_ids }) => supply(one, file_ids)}>
      <SupplyField.Files name="file_ids" label={words.papers} />
    </Deed>
  );
}

const ObjectField = fieldsOf<{ objection: string }>();

export function Objecting({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.renewal;
  return (
    <Deed<{ objection: string }> label={words.object} title={words.object} explain={words.objectExplain} run={({ objection }) => object(one, objection)}>
      <ObjectField.Words name="objection" label={words.objection} autoFocus />
    </Deed>
  );
}
