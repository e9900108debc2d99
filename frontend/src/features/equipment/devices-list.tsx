/** The project's devices by serial number; a row opens the device. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import { usePaged } from "../../api/paged";
import { Choice } from "../../components/choice";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useMessages } from "../../i18n/language";
import { buildingsQuery, type Device, type DeviceKind, devicesQuery, type DevicesSearch, type DeviceState } from "./queries";

export const TONES: Readonly<Record<DeviceState, Tone>> = { in_service: "good", out_of_order: "waiting", retired: "plain" };

export function DevicesList({ projectId }: { readonly projectId: string }) {
  const { equipment: words, unit } = useMessages();
  const navigate = useNavigate();
  const search = usePageSearch<DevicesSearch>();
  const setSearch = useSetSearch<DevicesSearch>();
  const placeOf = usePlaceOf(projectId);
  const answer = usePaged(devicesQuery(projectId, search, usePaging()));
  return (
    <ListPanel
      list="devices"
      title={words.devices}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.devicesEmpty}
      onOpen={({ id }) => void navigate({ to: "/equipment/$deviceId", params: { deviceId: id } })}
      filter={{ kind: search.kind, state: search.state }}
      filters={
        <>
          <Choice aria-label={words.kind} all={words.anyKind} options={Object.entries(unit.device)} value={search.kind} onChange={(one) => setSearch({ kind: one === "" ? undefined : (one as DeviceKind) })} />
          <Choice aria-label={words.state} all={words.anyState} options={Object.entries(unit.deviceState)} value={search.state} onChange={(one) => setSearch({ state: one === "" ? undefined : (one as DeviceState) })} />
        </>
      }
      columns={[
        { key: "serial", title: words.serial, cell: (row) => <span className="nw">{row.serial_no}</span> },
        { key: "kind", title: words.kind, cell: (row) => unit.device[row.kind] },
        { key: "place", title: words.place, cell: (row) => placeOf(row) },
        { key: "vendor", title: words.vendor, cell: (row) => [row.vendor, row.model].filter(Boolean).join(" ") },
        { key: "opens", title: words.opens, cell: (row) => row.credential_kinds.map((kind) => unit.credential[kind]).join("、") },
        { key: "installed", title: words.installed, cell: (row) => <span className="nw">{row.installed_on}</span> },
        { key: "upkeep", title: words.lastUpkeep, cell: (row) => (row.last_upkeep_on === null ? <span className="muted">{words.never}</span> : <span className="nw">{row.last_upkeep_on}</span>) },
        { key: "state", title: words.state, cell: (row) => <StatusBadge tone={TONES[row.state]}>{unit.deviceState[row.state]}</StatusBadge> },
      ]}
    />
  );
}

/** Where a device hangs: the estate, a building or one of its entrances; a lock's home is behind its row. */
export function usePlaceOf(projectId: string): (device: Device) => string {
  const { equipment: words, board } = useMessages();
  const buildings = useQuery(buildingsQuery(projectId)).data?.items ?? [];
  return ({ building_id: building, entrance, unit_id: unit }) => {
    if (unit !== null) return words.inHome;
    const name = buildings.find(({ id }) => id === building)?.name;
    if (name === undefined) return building === null ? words.wholeEstate : "";
    return entrance === null ? board.building(name) : [board.building(name), board.entrance(entrance)].join(" ");
  };
}
