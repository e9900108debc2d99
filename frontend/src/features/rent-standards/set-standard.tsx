/** The purchaser publishes a price from a day on, for a project or one of its buildings. */
import { useQuery } from "@tanstack/react-query";

import type { Project } from "../../api/projects";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { buildingsQuery, setStandard, type StandardIn } from "./queries";

const Field = fieldsOf<StandardIn>();

export function SetStandard({ project }: { readonly project: Project }) {
  const { tariffs, board } = useMessages();
  const words = tariffs.prices;
  const buildings = useQuery(buildingsQuery(project.id)).data?.items ?? [];
  return (
    <Deed<StandardIn> primary label={words.set} title={words.setTitle(project.name)} explain={words.setExplain} initial={{ valid_from: todayOn() }} run={(values) => setStandard({ ...values, project_id: project.id })}>
      <Field.Figure name="price_per_m2" label={words.price} autoFocus />
      <Field.Pick name="building_id" label={words.place} all={words.wholeProject} options={buildings.map(({ id, name }) => [id, board.building(name)])} />
      <Field.Day name="valid_from" label={words.from} />
      <Field.Text name="document_no" label={words.document} placeholder={words.documentHint} />
    </Deed>
  );
}
