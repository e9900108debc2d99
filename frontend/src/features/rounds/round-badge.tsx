/** A round's state as a word. */
import { StatusBadge, type Tone } from "../../components/status-badge";
import { useMessages } from "../../i18n/language";
import type { Round, RoundState } from "./queries";

const TONES: Readonly<Partial<Record<RoundState, Tone>>> = {
  registration_open: "good",
  order_published: "good",
  selecting: "good",
  plan_draft: "waiting",
  reviewed: "waiting",
  ordered: "waiting",
  result_published: "waiting",
};

export function RoundBadge({ one }: { readonly one: Pick<Round, "state"> }) {
  const { rounds } = useMessages();
  return <StatusBadge tone={TONES[one.state] ?? "plain"}>{rounds.state[one.state]}</StatusBadge>;
}
