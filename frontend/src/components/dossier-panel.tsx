/** 档案: what must be on file of each lease, what is missing, and all of it as one PDF. */
import { useQuery } from "@tanstack/react-query";

import { api } from "../api/client";
import type { components } from "../api/schema";
import { useMessages } from "../i18n/language";
import styles from "./dossier-panel.module.css";
import { FileButton } from "./file-viewer";
import { Panel } from "./panel";
import { QueryProblem } from "./query-problem";
import { StatusBadge } from "./status-badge";

type Dossier = components["schemas"]["DossierOut"];
type Presence = components["schemas"]["Presence"];

const TONES = { present: "good", missing: "waiting", not_due: "plain" } as const satisfies Record<Presence, string>;

const ofHousehold = (household_id: string) => api.queryOptions("get", "/v1/households/{household_id}/dossier", { params: { path: { household_id } } });
const ofUnit = (unit_id: string) => api.queryOptions("get", "/v1/units/{unit_id}/dossier", { params: { path: { unit_id } } });

export function HouseholdDossier({ id }: { readonly id: string }) {
  const { dossier } = useMessages();
  const answer = useQuery(ofHousehold(id));
  return <Dossiers title={dossier.household} href={`/v1/households/${id}/dossier.pdf`} of={answer} />;
}

export function UnitDossier({ id }: { readonly id: string }) {
  const { dossier } = useMessages();
  const answer = useQuery(ofUnit(id));
  return <Dossiers title={dossier.unit} href={`/v1/units/${id}/dossier.pdf`} of={answer} />;
}

interface Props {
  readonly title: string;
  readonly href: string;
  readonly of: { readonly data: Dossier | undefined; readonly error: unknown; readonly refetch: () => unknown };
}

function Dossiers({ title, href, of: answer }: Props) {
  const { dossier: words } = useMessages();
  const leases = answer.data?.leases ?? [];
  return (
    <Panel title={title} more={<FileButton href={href} title={title} label={words.bound} small />}>
      <QueryProblem of={answer} />
      {answer.data && leases.length === 0 && <p className={styles.none}>{words.none}</p>}
      {leases.map(({ lease_id, contract_no, items }) => (
        <ul key={lease_id} className={styles.items} aria-label={contract_no}>
          {leases.length > 1 && <li className={styles.lease}>{contract_no}</li>}
          {items.map(({ item, presence }) => (
            <li key={item}>
              <span>{words.items[item]}</span>
              <StatusBadge tone={TONES[presence]}>{words.presences[presence]}</StatusBadge>
            </li>
          ))}
        </ul>
      ))}
    </Panel>
  );
}
