/** What can be done with a lease now, by whose right: its life's own events. */
import { type PossibleDeed, PossibleDeeds } from "../../components/possible-deeds";
import type { LeaseDetail, LeaseEvent } from "./queries";
import { ApplyForRenewal, Book, ChangeHousehold, ExchangeHome, Leave, Resume, Suspend, TakeOver } from "./running-deeds";
import { Discard, Explain, Send, Sign } from "./signing-deeds";

const RULES: readonly PossibleDeed<LeaseEvent, LeaseDetail>[] = [
  { on: "discard", needs: "lease:void", bySecond: true, Deed: Discard },
  { on: "suspend", needs: "lease:suspend", Deed: Suspend },
  { on: "resume", needs: "lease:suspend", Deed: Resume },
  { on: "hand_back", needs: "exit:open", Deed: Leave },
  { on: "apply_for_renewal", needs: "renewal:apply", Deed: ApplyForRenewal },
  { on: "explain", needs: "lease:draft", Deed: Explain },
  { on: "send_to_sign", needs: "lease:draft", Deed: Send },
  { on: "sign", needs: "lease:sign", Deed: Sign },
  { on: "check_in", needs: "check_in:do", Deed: Book },
  { on: "take_over", needs: "check_in:do", Deed: TakeOver },
];

export function LeaseDeeds({ one }: { readonly one: LeaseDetail }) {
  return (
    <>
      <ChangeHousehold one={one} />
      <ExchangeHome one={one} />
      <PossibleDeeds one={one} rules={RULES} />
    </>
  );
}
