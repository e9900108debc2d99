/** What may happen to the round next, for whoever it is to do. */
import { Deed } from "../../components/deed";
import { type PossibleDeed, PossibleDeeds } from "../../components/possible-deeds";
import { fieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import { confirm, count, discard, sendBack, start, type Stocktake, submit } from "./queries";

interface Props {
  readonly one: Stocktake;
}

const RULES: readonly PossibleDeed<Stocktake["possible"][number], Stocktake>[] = [
  { on: "discard", needs: "stocktake:plan", Deed: Discard },
  { on: "start", needs: "stocktake:count", Deed: Start },
  { on: "count", needs: "stocktake:count", Deed: Surplus },
  { on: "submit", needs: "stocktake:count", Deed: Submit },
  { on: "send_back", needs: "stocktake:confirm", Deed: SendBack },
  { on: "confirm", needs: "stocktake:confirm", bySecond: true, Deed: Confirm },
];

export function StocktakeDeeds({ one }: Props) {
  return <PossibleDeeds one={one} rules={RULES} />;
}

function Start({ one }: Props) {
  const { stocktakes: words } = useMessages();
  return <Deed primary label={words.start} title={words.startTitle} explain={words.startExplain} run={() => start(one)} />;
}

function Submit({ one }: Props) {
  const { stocktakes: words } = useMessages();
  return <Deed primary label={words.submit} title={words.submitTitle} explain={words.submitExplain} run={() => submit(one)} />;
}

function Confirm({ one }: Props) {
  const { stocktakes: words } = useMessages();
  return <Deed primary label={words.confirm} title={words.confirmTitle} explain={words.confirmExplain(String(one.missing), String(one.surplus))} run={() => confirm(one)} />;
}

const Reason = fieldsOf<{ reason: string }>();

function SendBack({ one }: Props) {
  const { stocktakes: words } = useMessages();
  return (
    <Deed<{ reason: string }> label={words.sendBack} title={words.sendBackTitle} explain={words.sendBackExplain} run={({ reason }) => sendBack(one, reason)}>
      <Reason.Words name="reason" label={words.reason} autoFocus />
    </Deed>
  );
}

function Discard({ one }: Props) {
  const { stocktakes: words } = useMessages();
  return (
    <Deed<{ reason: string }> label={words.discard} title={words.discardTitle} explain={words.discardExplain} run={({ reason }) => discard(one, reason)}>
      <Reason.Words name="reason" label={words.reason} autoFocus />
    </Deed>
  );
}

interface Found {
  unit_code: string;
  reason: string;
}

const FoundField = fieldsOf<Found>();

function Surplus({ one }: Props) {
  const { stocktakes: words } = useMessages();
  return (
    <Deed<Found> label={words.addSurplus} title={words.addSurplusTitle} explain={words.addSurplusExplain} run={(values) => count(one, [{ ...values, counted: 1 }])}>
      <FoundField.Text name="unit_code" label={words.unit} autoFocus />
      <FoundField.Words name="reason" label={words.reason} />
    </Deed>
  );
}
