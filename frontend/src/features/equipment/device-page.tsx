/** One device: what it is, its upkeep, who holds what opens it, and what it said lately (of nobody in particular). */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { DataTable } from "../../components/data-table";
import { Deed } from "../../components/deed";
import { Detail } from "../../components/detail";
import { Fact } from "../../components/fact-strip";
import { Panel } from "../../components/panel";
import { Pending } from "../../components/pending";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge } from "../../components/status-badge";
import { fieldsOf } from "../../forms/fields";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { CredentialsOf } from "./credentials-list";
import { TONES, usePlaceOf } from "./devices-list";
import { checksQuery, type Device, type DeviceEvent, deviceQuery, step } from "./queries";
import { UpkeepsPanel } from "./upkeeps-panel";

export function DevicePage() {
  const { equipment: words } = useMessages();
  const { deviceId = "" } = useParams({ strict: false });
  const answer = useQuery(deviceQuery(deviceId));
  if (answer.data) return <One one={answer.data} />;
  return <Pending title={words.title} answer={answer} />;
}

interface Props {
  readonly one: Device;
}

function One({ one }: Props) {
  const { equipment: words, unit } = useMessages();
  const may = useMay();
  return (
    <Detail
      title={`${unit.device[one.kind]} ${one.serial_no}`}
      parents={[{ label: words.title, link: { to: "/equipment" } }]}
      beside={<StatusBadge tone={TONES[one.state]}>{unit.deviceState[one.state]}</StatusBadge>}
      {...(one.state !== "in_service" && { situation: words.situationOf[one.state] })}
      actions={may("equipment:keep") && one.possible.map((event) => <Step key={event} one={one} event={event} />)}
      facts={<Facts one={one} />}
      aside={<Checks one={one} />}
    >
      <UpkeepsPanel one={one} />
      {may("household:read") && <CredentialsOf one={one} />}
    </Detail>
  );
}

function Facts({ one }: Props) {
  const { equipment: words, unit } = useMessages();
  const placeOf = usePlaceOf(one.project_id);
  return (
    <>
      <Fact name={words.place}>
        {one.unit_id === null ? (
          placeOf(one)
        ) : (
          <Link to="/units/$unitId" params={{ unitId: one.unit_id }}>
            {words.toHome}
          </Link>
        )}
      </Fact>
      <Fact name={words.vendor} {...(one.model !== null && { below: one.model })}>
        {one.vendor}
      </Fact>
      <Fact name={words.opens}>{one.credential_kinds.map((kind) => unit.credential[kind]).join("、")}</Fact>
      <Fact name={words.installed}>{one.installed_on}</Fact>
      <Fact name={words.lastUpkeep}>{one.last_upkeep_on ?? words.never}</Fact>
      {one.note !== null && <Fact name={words.note}>{one.note}</Fact>}
    </>
  );
}

const Field = fieldsOf<{ note: string }>();

function Step({ one, event }: Props & { readonly event: DeviceEvent }) {
  const { equipment: words } = useMessages();
  return (
    <Deed<{ note?: string }> label={words.step[event]} title={`${words.step[event]} ${one.serial_no}`} explain={words.stepExplain[event]} run={({ note }) => step(one, event, note)}>
      <Field.Words name="note" label={words.note} autoFocus />
    </Deed>
  );
}

function Checks({ one }: Props) {
  const { equipment: words, unit } = useMessages();
  const format = useFormat();
  const answer = useQuery(checksQuery(one.id));
  return (
    <Panel title={words.checks}>
      <QueryProblem of={answer} />
      <DataTable
        caption={words.checks}
        empty={words.checksEmpty}
        rows={answer.data?.items}
        rowKey={(row) => row.id}
        columns={[
          { key: "at", title: words.at, cell: (row) => <span className="nw">{format.moment(row.at)}</span> },
          { key: "kind", title: words.credential, cell: (row) => unit.credential[row.kind] },
          { key: "passed", title: words.passed, cell: (row) => <StatusBadge tone={row.passed ? "good" : "plain"}>{row.passed ? words.yes : words.no}</StatusBadge> },
        ]}
      />
    </Panel>
  );
}
