/** Beside the title: how much tenants have paid, what was advanced, and who must act next. */
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Month } from "./queries";

export function Situation({ month }: { readonly month: Month }) {
  const { settle } = useMessages();
  const words = settle.month;
  if (month.is_closed) return words.allDone;
  return (
    <>
      <Rates month={month} />
      <Next month={month} />
    </>
  );
}

function Rates({ month }: { readonly month: Month }) {
  const { settle } = useMessages();
  const words = settle.month;
  const format = useFormat();
  if (month.tenant_rate === null) return null;
  return (
    <>
      {words.tenants} <b>{format.decimal(month.tenant_rate)}%</b>
      {month.advance_rate !== null && words.advanced(format.decimal(month.advance_rate))}
      {words.stop}
    </>
  );
}

function Next({ month }: { readonly month: Month }) {
  const { duties, roles, settle, units } = useMessages();
  const words = settle.month;
  const format = useFormat();
  const step = month.steps.find(({ key }) => key === month.next);
  const waits = step?.waits_for;
  if (!step || !waits) return null;
  const who = waits.people[0]?.name ?? waits.roles.map((role) => roles[role]).join("、");
  const by = waits.until_on === null ? "" : words.before(format.day(waits.until_on));
  const sum = step.key === "advance" && step.amount_fen !== null ? `${format.money(step.amount_fen)} ${units.yuan}` : "";
  return (
    <>
      {words.nextIs}
      <b className={waits.is_overdue ? "late" : "wait"}>{words.nextDeed(who, by, duties.action[waits.action], words.steps[step.key], sum)}</b>
    </>
  );
}
