/** Homes entered and not accepted yet: here their facts can still be put right; a row opens the home. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { usePaged } from "../../api/paged";
import { Choice } from "../../components/choice";
import { Deed } from "../../components/deed";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { fieldsOf } from "../../forms/fields";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { buildingsQuery, correctUnit, draftUnit, type Early, type Project, type Unit, unitsQuery } from "./queries";
import { unitOf, type UnitValues, valuesOf } from "./values";

interface Props {
  readonly project: Project;
}

const EARLY = ["draft", "acceptance"] as const satisfies readonly Early[];

export function EarlyUnits({ project }: Props) {
  const { estate, homes, unit } = useMessages();
  const words = estate.projects;
  const format = useFormat();
  const navigate = useNavigate();
  const { state } = usePageSearch<{ readonly state?: string | undefined }>();
  const setSearch = useSetSearch<{ state: string | undefined }>();
  const at = EARLY.find((key) => key === state) ?? "draft";
  const answer = usePaged(unitsQuery(project.id, at, usePaging()));
  return (
    <ListPanel<Unit>
      list="early-units"
      title={words.early}
      note={words.earlyNote}
      more={<DraftUnit project={project} />}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.earlyEmpty[at]}
      onOpen={({ id: unitId }) => void navigate({ to: "/units/$unitId", params: { unitId } })}
      filters={<Choice aria-label={homes.units.state} options={EARLY.map((key) => [key, homes.unitState[key]])} value={at} onChange={(key) => setSearch({ state: key === "draft" ? undefined : key })} />}
      columns={[
        { key: "home", title: homes.units.home, cell: (row) => <span className="nw">{homes.address(row.building, row.entrance, row.room)}</span> },
        { key: "code", title: homes.units.code, cell: (row) => <span className="nw">{row.code}</span> },
        { key: "kind", title: unit.type, cell: (row) => unit.kind[row.kind] },
        { key: "layout", title: homes.units.layout, cell: (row) => row.layout },
        { key: "floor", title: words.floor, align: "end", cell: (row) => row.floor },
        { key: "area", title: homes.units.area, align: "end", cell: (row) => row.area_m2 },
        { key: "price", title: homes.units.price, align: "end", cell: (row) => format.decimal(row.price_per_m2) },
        { key: "deeds", title: "", align: "end", cell: (row) => <CorrectUnit one={row} /> },
      ]}
    />
  );
}

const Field = fieldsOf<UnitValues>();

function UnitFields() {
  const { estate, homes, unit } = useMessages();
  const words = estate.projects;
  return (
    <>
      <Field.Text name="entrance" label={words.entrance} />
      <Field.Text name="room" label={words.room} />
      <Field.Text name="code" label={homes.units.code} hint={words.unitCodeHint} />
      <Field.Pick name="kind" label={unit.type} options={Object.entries(unit.kind)} />
      <Field.Text name="layout" label={homes.units.layout} />
      <Field.Figure name="floor" label={words.floor} />
      <Field.Figure name="area_m2" label={unit.area} unit="㎡" />
      <Field.Figure name="price_per_m2" label={homes.units.price} />
    </>
  );
}

function DraftUnit({ project }: Props) {
  const { estate, board } = useMessages();
  const words = estate.projects;
  const may = useMay();
  const navigate = useNavigate();
  const buildings = useQuery({ ...buildingsQuery(project.id), enabled: may("housing:register") }).data?.items ?? [];
  const [first] = buildings;
  if (!may("housing:register") || !first) return null;
  return (
    <Deed<UnitValues>
      small
      label={words.draftUnit}
      title={words.draftUnitTitle(project.name)}
      explain={words.draftUnitExplain}
      initial={{ building_id: first.id, kind: "dwelling", entrance: "1" }}
      run={(values) => draftUnit(project.id, unitOf(values))}
      onDone={(made) => void navigate({ to: "/units/$unitId", params: { unitId: (made as Unit).id } })}
    >
      <Field.Pick name="building_id" label={words.building} options={buildings.map(({ id, name }) => [id, board.building(name)])} />
      <UnitFields />
    </Deed>
  );
}

function CorrectUnit({ one }: { readonly one: Unit }) {
  const { estate } = useMessages();
  const words = estate.projects;
  const may = useMay();
  if (!may("housing:register")) return null;
  return (
    <Deed<UnitValues> small label={words.correct} title={words.correctTitle(one.code)} explain={words.correctExplain} initial={valuesOf(one)} run={(values) => correctUnit(one, unitOf(values))}>
      <UnitFields />
    </Deed>
  );
}
