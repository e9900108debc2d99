/** Credentials: who holds which card, PIN or face at the vendor. They are issued and taken back, never suspended. */
import { Link } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { usePaged } from "../../api/paged";
import { Choice } from "../../components/choice";
import type { Column } from "../../components/data-table";
import { Deed } from "../../components/deed";
import { FileButton } from "../../components/file-viewer";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { fieldsOf } from "../../forms/fields";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { IssueCredential } from "./issue-credential";
import { consentOf, type Credential, type CredentialKind, credentialsOfQuery, credentialsQuery, type CredentialsSearch, type Device, withdraw, type Withdrawing } from "./queries";

export function CredentialsList({ projectId }: { readonly projectId: string }) {
  const { equipment: words, unit } = useMessages();
  const search = usePageSearch<CredentialsSearch>();
  const setSearch = useSetSearch<CredentialsSearch>();
  const answer = usePaged(credentialsQuery(projectId, search, usePaging()));
  return (
    <ListPanel
      list="credentials"
      title={words.credentials}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.credentialsEmpty}
      filter={{ kind: search.kind, held: search.held }}
      filters={
        <>
          <Choice aria-label={words.credential} all={words.anyCredential} options={Object.entries(unit.credential)} value={search.kind} onChange={(one) => setSearch({ kind: one === "" ? undefined : (one as CredentialKind) })} />
          <Choice aria-label={words.heldName} all={words.heldAny} options={Object.entries(words.held)} value={search.held} onChange={(one) => setSearch({ held: one === "" ? undefined : one })} />
        </>
      }
      columns={useColumns(true)}
    />
  );
}

/** Those of one device that are held now. */
export function CredentialsOf({ one }: { readonly one: Device }) {
  const { equipment: words } = useMessages();
  const answer = usePaged(credentialsOfQuery(one.id, usePaging()));
  return (
    <ListPanel
      list="device-credentials"
      title={words.credentials}
      more={<IssueCredential one={one} />}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.credentialsOfEmpty}
      columns={useColumns(false)}
    />
  );
}

/** `whole`: also those that were taken back, and of every device. */
function useColumns(whole: boolean): readonly Column<Credential>[] {
  const { equipment: words, unit } = useMessages();
  const may = useMay();
  return [
    { key: "kind", title: words.credential, cell: (row) => unit.credential[row.kind] },
    { key: "reference", title: words.reference, cell: (row) => row.reference },
    { key: "household", title: words.household, cell: (row) => <Link to="/households/$householdId" params={{ householdId: row.household_id }}>{words.toHousehold}</Link> },
    { key: "issued", title: words.issued, cell: (row) => <span className="nw">{row.issued_on}</span> },
    ...(whole
      ? ([
          { key: "withdrawn", title: words.withdrawn, cell: (row) => row.withdrawn_on !== null && <span className="nw">{[row.withdrawn_on, row.withdrawn_for && unit.cause[row.withdrawn_for]].filter(Boolean).join(" ")}</span> },
          { key: "guardian", title: words.guardian, cell: (row) => row.guardian_name },
          { key: "device", title: words.device, cell: (row) => <Link to="/equipment/$deviceId" params={{ deviceId: row.device_id }}>{words.toDevice}</Link> },
        ] satisfies readonly Column<Credential>[])
      : []),
    {
      key: "deeds",
      title: "",
      align: "end",
      cell: (row) => (
        <span className="deeds">
          {row.consent_file_id !== null && <FileButton small href={consentOf(row.id)} title={words.consent} label={words.consent} />}
          {row.withdrawn_on === null && may("credential:issue") && <Withdraw one={row} />}
        </span>
      ),
    },
  ];
}

const Field = fieldsOf<Withdrawing>();

function Withdraw({ one }: { readonly one: Credential }) {
  const { equipment: words, unit } = useMessages();
  return (
    <Deed<Withdrawing> small label={words.withdraw} title={words.withdrawTitle} explain={words.withdrawExplain} initial={{ cause: "move_out", withdrawn_on: todayOn() }} run={(values) => withdraw(one, values)}>
      <Field.Pick name="cause" label={words.cause} options={Object.entries(unit.cause)} />
      <Field.Day name="withdrawn_on" label={words.on} max={todayOn()} />
      <Field.Words name="note" label={words.note} />
    </Deed>
  );
}
