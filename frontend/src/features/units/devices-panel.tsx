/** The home's locks, and who may open them; a row opens the lock with its upkeep. What opens a lock is never here. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { DataTable } from "../../components/data-table";
import { Deed } from "../../components/deed";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge } from "../../components/status-badge";
import { fieldsOf } from "../../forms/fields";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { addDevice, type Credential, credentialsQuery, type Device, type DeviceIn, devicesQuery, stepDevice, type Unit, withdrawCredential } from "./queries";

interface Props {
  readonly one: Unit;
}

export function DevicesPanel({ one }: Props) {
  const { unit } = useMessages();
  const words = unit.devices;
  const may = useMay();
  const navigate = useNavigate();
  const devices = useQuery(devicesQuery(one.id));
  return (
    <Panel title={words.title} more={may("equipment:keep") && <Add one={one} />}>
      <QueryProblem of={devices} />
      <DataTable
        caption={words.title}
        empty={words.empty}
        rows={devices.data?.items}
        rowKey={(row) => row.id}
        onOpen={({ id }) => void navigate({ to: "/equipment/$deviceId", params: { deviceId: id } })}
        columns={[
          { key: "kind", title: words.kind, cell: (row) => unit.device[row.kind] },
          { key: "serial", title: words.serial, cell: (row) => row.serial_no },
          { key: "vendor", title: words.vendor, cell: (row) => [row.vendor, row.model].filter(Boolean).join(" ") },
          { key: "installed", title: words.installed, cell: (row) => <span className="nw">{row.installed_on}</span> },
          { key: "upkeep", title: words.upkeep, cell: (row) => <span className="nw">{row.last_upkeep_on}</span> },
          { key: "state", title: words.state, cell: (row) => <StatusBadge tone={row.state === "in_service" ? "good" : row.state === "out_of_order" ? "waiting" : "plain"}>{unit.deviceState[row.state]}</StatusBadge> },
          { key: "deeds", title: "", align: "end", cell: (row) => may("equipment:keep") && <DeviceDeeds one={row} /> },
        ]}
      />
      {may("household:read") && <Credentials one={one} />}
    </Panel>
  );
}

const DeviceField = fieldsOf<DeviceIn>();

function Add({ one }: Props) {
  const { unit } = useMessages();
  const words = unit.devices;
  return (
    <Deed<DeviceIn>
      small
      label={words.add}
      title={words.add}
      explain={words.addExplain}
      initial={{ credential_kinds: ["card"], installed_on: todayOn() }}
      run={(body) => addDevice({ ...body, kind: "door_lock", project_id: one.project_id, unit_id: one.id })}
    >
      <DeviceField.Text name="vendor" label={words.vendor} autoFocus />
      <DeviceField.Text name="model" label={words.model} />
      <DeviceField.Text name="serial_no" label={words.serial} />
      <DeviceField.Many name="credential_kinds" label={words.opens} options={Object.entries(unit.credential)} />
      <DeviceField.Day name="installed_on" label={words.installed} />
    </Deed>
  );
}

const NoteField = fieldsOf<{ note: string }>();

function DeviceDeeds({ one }: { readonly one: Device }) {
  const { unit } = useMessages();
  const words = unit.devices;
  return (
    <span className="deeds">
      {one.possible.map((event) => (
        <Deed<{ note?: string }> key={event} small label={words[event]} title={`${words[event]} ${one.serial_no}`} run={({ note }) => stepDevice(one, event, note)}>
          <NoteField.Words name="note" label={words.note} autoFocus />
        </Deed>
      ))}
    </span>
  );
}

function Credentials({ one }: Props) {
  const { unit } = useMessages();
  const words = unit.devices;
  const may = useMay();
  const answer = useQuery(credentialsQuery(one.id));
  return (
    <DataTable
      caption={words.credentials}
      empty={words.credentialsEmpty}
      rows={answer.data?.items}
      rowKey={(row) => row.id}
      columns={[
        { key: "kind", title: words.credentials, cell: (row) => unit.credential[row.kind] },
        { key: "reference", title: words.reference, cell: (row) => row.reference },
        { key: "issued", title: words.issued, cell: (row) => <span className="nw">{row.issued_on}</span> },
        { key: "deeds", title: "", align: "end", cell: (row) => may("credential:issue") && <Withdraw one={row} /> },
      ]}
    />
  );
}

type Cause = Parameters<typeof withdrawCredential>[1];
const CauseField = fieldsOf<{ cause: Cause }>();

function Withdraw({ one }: { readonly one: Credential }) {
  const { unit } = useMessages();
  const words = unit.devices;
  return (
    <Deed<{ cause: Cause }> small label={words.withdraw} title={words.withdrawTitle} explain={words.withdrawExplain} initial={{ cause: "move_out" }} run={({ cause }) => withdrawCredential(one, cause)}>
      <CauseField.Pick name="cause" label={words.cause} options={Object.entries(unit.cause)} />
    </Deed>
  );
}
