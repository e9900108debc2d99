/** The next steps of a case, by whose they are; each asks for what proves it. */
import { useMay, useMe } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { close, type ExitCase, type ExitEvent, handBack, inspect, settle, step, type Stepping, withdraw } from "./queries";
import { StepFields } from "./step-fields";
import { MAY_SAY } from "./tracks";

type Possible = ExitCase["possible"][number];

/** The bill is confirmed where it stands, not here. */
const ELSEWHERE: ReadonlySet<ExitEvent> = new Set(["bill"]);
/** A second way beside the one that leads on: never the page's first button. */
const ASIDE: ReadonlySet<ExitEvent> = new Set(["withdraw", "demand", "ask_court"]);
const ORDER: readonly ExitEvent[] = ["withdraw", "ask_court", "demand"];

export function ExitDeeds({ one }: { readonly one: ExitCase }) {
  const may = useMay();
  const me = useMe();
  const mine = one.possible.filter(({ event, roles }) => !ELSEWHERE.has(event) && roles.some((role) => me.roles.includes(role)) && (event === "settle" ? may("exit:settle") : may("exit:step")));
  const sorted = mine.toSorted((a, b) => rank(a.event) - rank(b.event));
  const first = sorted.findLast(({ event }) => !ASIDE.has(event));
  return sorted.map((possible) => <Step key={possible.event} one={one} possible={possible} primary={possible === first} />);
}

const rank = (event: ExitEvent) => (ORDER.includes(event) ? ORDER.indexOf(event) : ORDER.length);

interface StepProps {
  readonly one: ExitCase;
  readonly possible: Possible;
  readonly primary: boolean;
}

const ReasonField = fieldsOf<{ reason?: string }>();

/** Steps with an address of their own. */
const OWN: Readonly<Partial<Record<ExitEvent, (one: ExitCase, reason: string) => Promise<void>>>> = {
  inspect: (one) => inspect(one),
  hand_back: (one) => handBack(one),
  close: (one) => close(one),
  settle: (one, reason) => settle(one, { reason }),
  withdraw: (one, reason) => withdraw(one, reason),
};
const SAY_WHY: ReadonlySet<ExitEvent> = new Set(["settle", "withdraw"]);

function Step({ one, possible: { event, needs }, primary }: StepProps) {
  const { lives } = useMessages();
  const words = lives.exits;
  const explain = words.stepExplain[event];
  const common = { primary, label: words.event[event], title: words.event[event], ...(explain !== undefined && { explain }) };
  const own = OWN[event];
  if (own) {
    return (
      <Deed<{ reason?: string }> {...common} run={({ reason = "" }) => own(one, reason)}>
        {SAY_WHY.has(event) && <ReasonField.Words name="reason" label={words.reason} />}
      </Deed>
    );
  }
  const names = [...new Set([...needs, ...(MAY_SAY[event] ?? [])])];
  return (
    <Deed<Stepping> {...common} initial={beginning(names)} run={(values) => step(one, event, values)}>
      <StepFields names={[...names, "on_date", "reason"]} />
    </Deed>
  );
}

function beginning(names: readonly string[]): Partial<Stepping> {
  const today = todayOn();
  return {
    on_date: today,
    ...(names.includes("served_way") && { served_way: "in_person" as const }),
    ...(names.includes("channels") && { channels: (["web", "newspaper", "building_door"] as const).map((channel) => ({ channel, on_date: today, reference: "" })) }),
    ...(names.includes("witnesses") && { witnesses: [{ name: "", kind: "community" as const }] }),
  };
}
