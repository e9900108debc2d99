/** The steps of moving in, each by whoever may take it. */
import { type PossibleDeed, PossibleDeeds } from "../../components/possible-deeds";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type CheckInDetail, type CheckInEvent, clearDefect, confirmMoney, findDefect, handOver, type HandingOver, miss, rebook, register, type Registering, verify, waive, type Waiver, type Member } from "./queries";

interface Props {
  readonly one: CheckInDetail;
}

const RULES: readonly PossibleDeed<CheckInEvent, CheckInDetail>[] = [
  { on: "find_defect", needs: "check_in:do", Deed: FindDefect },
  { on: "miss", needs: "check_in:do", Deed: Miss },
  { on: "rebook", needs: "check_in:do", Deed: Rebook },
  { on: "clear_defect", needs: "check_in:do", Deed: ClearDefect },
  { on: "confirm_money", needs: "check_in:do", Deed: ConfirmMoney },
  { on: "hand_over", needs: "check_in:do", Deed: HandOver },
  { on: "register", needs: "check_in:do", Deed: Register },
];

export function CheckInDeeds({ one }: Props) {
  return <PossibleDeeds one={one} rules={RULES} />;
}

const ReasonField = fieldsOf<{ reason: string }>();

function FindDefect({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.checkIn;
  return (
    <Deed<{ reason: string }> label={words.defect} title={words.defectTitle} explain={words.defectExplain} run={({ reason }) => findDefect(one, reason)}>
      <ReasonField.Words name="reason" label={words.reason} autoFocus />
    </Deed>
  );
}

function Miss({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.checkIn;
  return (
    <Deed<{ reason: string }> label={words.miss} title={words.missTitle} explain={words.missExplain} run={({ reason }) => miss(one, reason)}>
      <ReasonField.Words name="reason" label={words.reason} autoFocus />
    </Deed>
  );
}

const DayField = fieldsOf<{ booked_on: string }>();

function Rebook({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.checkIn;
  return (
    <Deed<{ booked_on: string }> label={words.rebook} title={words.rebookTitle} initial={{ booked_on: one.booked_on < todayOn() ? todayOn() : one.booked_on }} run={({ booked_on }) => rebook(one, booked_on)}>
      <DayField.Day name="booked_on" label={words.day} min={todayOn()} autoFocus />
    </Deed>
  );
}

function ClearDefect({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.checkIn;
  return <Deed primary label={words.cleared} title={words.clearedTitle} explain={words.clearedExplain} run={() => clearDefect(one)} />;
}

function ConfirmMoney({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.checkIn;
  return <Deed primary label={words.confirmMoney} title={words.confirmMoneyTitle} explain={words.confirmMoneyExplain} run={() => confirmMoney(one)} />;
}

const HandField = fieldsOf<HandingOver>();

function HandOver({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.checkIn;
  return (
    <Deed<HandingOver> primary label={words.handOver} title={words.handOverTitle} explain={words.handOverExplain} initial={{ handed_over_on: todayOn() }} run={(values) => handOver(one, values)}>
      <HandField.Check name="repair_split_explained" label={words.repairSplit} />
      <HandField.Day name="handed_over_on" label={words.handedOn} max={todayOn()} />
      <HandField.Text name="reason" label={words.backdating} hint={words.backdatingHint} />
    </Deed>
  );
}

const RegisterField = fieldsOf<Registering>();

function Register({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.checkIn;
  return (
    <Deed<Registering> primary label={words.register} title={words.registerTitle} explain={words.registerExplain} run={(values) => register(one, values)}>
      <RegisterField.Files name="file_ids" label={words.papers} />
      <RegisterField.Text name="reason" label={words.backdating} hint={words.backdatingHint} />
    </Deed>
  );
}

const WaiveField = fieldsOf<Waiver>();

/** The purchaser's approver alone. */
export function Waive({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.checkIn;
  return (
    <Deed<Waiver> small label={words.waive} title={words.waiveTitle} explain={words.waiveExplain} initial={{ deposit: false, first_rent: false }}
      run={(values) => waive(one, values)}>
      <WaiveField.Check name="deposit" label={words.waiveDeposit} />
      <WaiveField.Check name="first_rent" label={words.waiveRent} />
      <WaiveField.Text name="document_no" label={words.document} />
      <WaiveField.Words name="reason" label={words.reason} />
    </Deed>
  );
}

const VerifyField = fieldsOf<{ identity_way: NonNullable<Member["way"]> }>();

export function Verify({ one, member }: Props & { readonly member: Member }) {
  const { lives } = useMessages();
  const words = lives.checkIn;
  return (
    <Deed<{ identity_way: NonNullable<Member["way"]> }>
      small
      label={`${words.verify} ${member.name}`}
      title={words.verifyTitle(member.name)}
      explain={words.verifyExplain}
      initial={{ identity_way: "id_card_seen" }}
      run={({ identity_way }) => verify(one, { member_id: member.member_id, identity_way })}
    >
      <VerifyField.Pick name="identity_way" label={words.identityWay} options={Object.entries(lives.lease.identityWay)} />
    </Deed>
  );
}
