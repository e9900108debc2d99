/** What can be done with a home now, by whoever may: a table of its steps, not branches. */
import type { ComponentType } from "react";

import { type Permission, useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { FilesField } from "../../forms/stored-files";
import { useMessages } from "../../i18n/language";
import { extend, finishRepair, freeze, makeReady, register, release, takeOut, type Unit, type UnitEvent, withdraw } from "./queries";

interface Props {
  readonly one: Unit;
}

interface Rule {
  readonly on: UnitEvent;
  readonly needs: Permission;
  readonly Of: ComponentType<Props>;
}

const RULES: readonly Rule[] = [
  { on: "register", needs: "housing:register", Of: Register },
  { on: "make_ready", needs: "unit:prepare", Of: MakeReady },
  { on: "finish_repair", needs: "unit:prepare", Of: FinishRepair },
  { on: "finish_repair", needs: "unit:prepare", Of: Extend },
  { on: "take_out", needs: "unit:prepare", Of: TakeOut },
  { on: "release", needs: "unit:freeze", Of: Release },
  { on: "freeze", needs: "unit:freeze", Of: Freeze },
  { on: "withdraw", needs: "unit:withdraw", Of: Withdraw },
];

export function UnitDeeds({ one }: Props) {
  const may = useMay();
  return rulesFor(one, may).map(({ needs, on, Of }) => <Of key={`${on} ${needs} ${Of.name}`} one={one} />);
}

/** The steps that the home's state and the person's rights allow. */
export const rulesFor = ({ possible }: Pick<Unit, "possible">, may: (permission: Permission) => boolean) => RULES.filter(({ on, needs }) => possible.includes(on) && may(needs));

type StepIn = Parameters<typeof register>[1];
const StepField = fieldsOf<{ reason: string }>();

function Register({ one }: Props) {
  const { unit: words } = useMessages();
  return (
    <Deed<StepIn> primary {...words.deeds.register} run={(body) => register(one, body)}>
      <StepField.Words name="reason" label={words.reason} autoFocus />
    </Deed>
  );
}

type ReadyIn = Parameters<typeof makeReady>[1];
const ReadyField = fieldsOf<ReadyIn>();

function MakeReady({ one }: Props) {
  const { unit: words } = useMessages();
  return (
    <Deed<ReadyIn> primary {...words.deeds.make_ready} initial={{ lock_changed: false, file_ids: [] }} run={(body) => makeReady(one, body)}>
      <ReadyField.Check name="lock_changed" label={words.lockChanged} />
      <ReadyField.Words name="reason" label={words.reason} />
      <FilesField name="file_ids" label={words.papers} />
    </Deed>
  );
}

type RepairIn = Parameters<typeof takeOut>[1];
const RepairField = fieldsOf<RepairIn>();

function RepairFields() {
  const { unit: words } = useMessages();
  return (
    <>
      <RepairField.Pick name="reason_code" label={words.reasonCode} options={Object.entries(words.repair)} />
      <RepairField.Words name="reason" label={words.reason} autoFocus />
      <RepairField.Day name="until_on" label={words.until} hint={words.untilHint} />
      <FilesField name="file_ids" label={words.papers} />
    </>
  );
}

function TakeOut({ one }: Props) {
  const { unit: words } = useMessages();
  return (
    <Deed<RepairIn> {...words.deeds.take_out} initial={{ reason_code: "damage", file_ids: [] }} run={(body) => takeOut(one, body)}>
      <RepairFields />
    </Deed>
  );
}

function Extend({ one }: Props) {
  const { unit: words } = useMessages();
  return (
    <Deed<RepairIn> {...words.deeds.extend} initial={{ reason_code: "damage", file_ids: [] }} run={(body) => extend(one, body)}>
      <RepairFields />
    </Deed>
  );
}

function FinishRepair({ one }: Props) {
  const { unit: words } = useMessages();
  return (
    <Deed<StepIn> primary {...words.deeds.finish_repair} initial={{ file_ids: [] }} run={(body) => finishRepair(one, body)}>
      <StepField.Words name="reason" label={words.reason} autoFocus />
      <FilesField name="file_ids" label={words.papers} />
    </Deed>
  );
}

type FreezeIn = Parameters<typeof freeze>[1];
const FreezeField = fieldsOf<FreezeIn>();

function Freeze({ one }: Props) {
  const { unit: words } = useMessages();
  return (
    <Deed<FreezeIn> {...words.deeds.freeze} initial={{ reason_code: "litigation", file_ids: [] }} run={(body) => freeze(one, body)}>
      <FreezeField.Pick name="reason_code" label={words.reasonCode} options={Object.entries(words.freeze)} />
      <FreezeField.Words name="reason" label={words.reason} autoFocus />
      <FreezeField.Text name="legal_basis" label={words.basis} />
      <FilesField name="file_ids" label={words.papers} />
    </Deed>
  );
}

type ReleaseIn = Parameters<typeof release>[1];
const ReleaseField = fieldsOf<ReleaseIn>();

function Release({ one }: Props) {
  const { unit: words } = useMessages();
  return (
    <Deed<ReleaseIn> primary {...words.deeds.release} initial={{ file_ids: [] }} run={(body) => release(one, body)}>
      <ReleaseField.Words name="reason" label={words.reason} autoFocus />
      <FilesField name="file_ids" label={words.papers} />
    </Deed>
  );
}

type DisposalIn = Parameters<typeof withdraw>[1];
const DisposalField = fieldsOf<DisposalIn>();

function Withdraw({ one }: Props) {
  const { unit: words } = useMessages();
  return (
    <Deed<DisposalIn> {...words.deeds.withdraw} initial={{ reason_code: "disposal", file_ids: [] }} run={(body) => withdraw(one, body)}>
      <DisposalField.Pick name="reason_code" label={words.reasonCode} options={Object.entries(words.withdrawal)} />
      <DisposalField.Words name="reason" label={words.reason} autoFocus />
      <DisposalField.Text name="legal_basis" label={words.basis} />
      <FilesField name="file_ids" label={words.papers} />
    </Deed>
  );
}
