/** What a record says about today. */
import { StatusBadge, type Tone } from "../../components/status-badge";
import { useMessages } from "../../i18n/language";
import type { Row } from "./queries";

const TONES: Readonly<Partial<Record<Row["standing"], Tone>>> = { eligible: "good", suspended: "waiting" };

export function StandingBadge({ one }: { readonly one: Pick<Row, "standing"> }) {
  const { eligibility } = useMessages();
  return <StatusBadge tone={TONES[one.standing] ?? "plain"}>{eligibility.standing[one.standing]}</StatusBadge>;
}
