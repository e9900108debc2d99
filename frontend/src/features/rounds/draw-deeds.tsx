/** Committing to a draw, and drawing: the secret is entered only when it becomes public. */
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import { type CommitmentIn, commit, type DrawIn, order, type Ordering, type Round } from "./queries";

interface CommitProps {
  readonly one: Round;
  readonly again: boolean;
}

const CommitField = fieldsOf<CommitmentIn>();

export function CommitDeed({ one, again }: CommitProps) {
  const { rounds } = useMessages();
  const words = rounds.commit;
  return (
    <Deed<CommitmentIn> label={again ? words.again : words.label} title={words.title} explain={words.explain} run={(body) => commit(one, { ...body, commitment: body.commitment.trim() })}>
      <CommitField.Text name="commitment" label={words.commitment} hint={words.commitmentHint} autoFocus />
      <CommitField.Text name="public_source" label={words.source} hint={words.sourceHint} />
      <CommitField.Day name="public_on" label={words.on} hint={words.onHint} />
    </Deed>
  );
}

const DrawField = fieldsOf<DrawIn>();

export function DrawDeed({ one, ordering }: { readonly one: Round; readonly ordering: Ordering | undefined }) {
  const { rounds } = useMessages();
  const words = rounds.draw;
  if (one.method !== "lottery") return <Deed primary {...rounds.deeds.order} run={() => order(one, null)} />;
  return (
    <Deed<DrawIn> primary {...rounds.deeds.order} run={(body) => order(one, body)}>
      <DrawField.Text name="secret" label={words.secret} hint={words.secretHint} autoFocus />
      <DrawField.Text name="public_value" label={words.value} hint={words.valueHint(ordering?.public_source ?? "")} />
    </Deed>
  );
}
