/** Before the keys go over: money, who moves in, and the sheet; each line with what is missing and its deed. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { useMay } from "../../api/me";
import { type CheckLine, Checklist } from "../../components/checklist";
import { Deed } from "../../components/deed";
import { Panel } from "../../components/panel";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { Verify, Waive } from "./check-in-deeds";
import { type CheckInDetail, inspect } from "./queries";

interface Props {
  readonly one: CheckInDetail;
  /** The hand-over sheet of this lease, as far as it has come. */
  readonly sheet: { readonly id: string; readonly state: string; readonly missing: readonly string[] } | undefined;
  /** Taking the deposit, where it is taken. */
  readonly takeDeposit: ReactNode;
}

const AT_MONEY = new Set(["booked", "no_show"]);
const AT_MEMBERS = new Set(["booked", "money_ok", "inspected"]);

export function ChecklistPanel(props: Props) {
  const { lives } = useMessages();
  const words = lives.checkIn;
  return (
    <Panel title={words.checklist}>
      <Checklist label={words.checklist} lines={[...useMoneyLines(props), useMembersLine(props), useSheetLine(props)]} />
    </Panel>
  );
}

function useMoneyLines({ one, takeDeposit }: Props): readonly CheckLine[] {
  const { lives } = useMessages();
  const words = lives.checkIn;
  const format = useFormat();
  const may = useMay();
  const open = AT_MONEY.has(one.state);
  const word = (waived: boolean, missing: number) => (waived ? words.waived : missing > 0 ? words.missing(format.money(missing)) : words.inAll);
  const sums = (due: number, got: number, waived: boolean) => (waived ? words.waivedBy(one.waiver_document_no ?? "", one.waiver_reason ?? "") : words.dueOf(format.money(due), format.money(got)));
  return [
    {
      key: "deposit",
      title: words.deposit,
      done: one.deposit_waived || one.deposit_missing_fen === 0,
      word: word(one.deposit_waived, one.deposit_missing_fen),
      more: sums(one.deposit_due_fen, one.deposit_in_fen, one.deposit_waived),
      ...(open && {
        deed: (
          <>
            {one.deposit_missing_fen > 0 && takeDeposit}
            {one.deposit_missing_fen + one.first_rent_missing_fen > 0 && may("check_in:waive") && <Waive one={one} />}
          </>
        ),
      }),
    },
    {
      key: "rent",
      title: words.firstRent,
      done: one.first_rent_waived || one.first_rent_missing_fen === 0,
      word: word(one.first_rent_waived, one.first_rent_missing_fen),
      more: sums(one.first_rent_due_fen, one.first_rent_in_fen, one.first_rent_waived),
      ...(open && one.first_rent_missing_fen > 0 && may("payment:take") && { deed: <Link to="/counter" search={{ lease: one.lease_id }}>{words.toCounter}</Link> }),
    },
  ];
}

function useMembersLine({ one }: Props): CheckLine {
  const { lives } = useMessages();
  const words = lives.checkIn;
  const may = useMay();
  const missing = one.members.filter(({ way }) => way === null);
  return {
    key: "identity",
    title: words.identity,
    done: missing.length === 0,
    word: missing.length === 0 ? words.verified : words.unverified(String(missing.length)),
    more: one.members.flatMap(({ name, way }) => (way === null ? [] : [`${name} ${lives.lease.identityWay[way]}`])).join("，"),
    ...(AT_MEMBERS.has(one.state) && may("check_in:do") && { deed: missing.map((member) => <Verify key={member.member_id} one={one} member={member} />) }),
  };
}

function useSheetLine({ one, sheet }: Props): CheckLine {
  const { lives } = useMessages();
  const words = lives.checkIn;
  const may = useMay();
  return {
    key: "sheet",
    title: words.sheet,
    done: sheet?.state === "complete",
    word: sheet === undefined ? words.sheetNone : sheet.state === "complete" ? words.sheetDone : words.sheetOpen,
    ...(sheet && sheet.missing.length > 0 && { more: sheet.missing.map((code) => lives.handover.lack[code] ?? code).join("、") }),
    ...(sheet &&
      one.possible.includes("inspect") &&
      may("check_in:do") && { deed: <Deed small primary label={words.inspect} title={words.inspectTitle} explain={words.inspectExplain} run={() => inspect(one, sheet.id)} /> }),
  };
}
