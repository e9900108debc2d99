/** 市场租金: what a household pays that stays after its time, by project and since when. */
import { useMay } from "../../api/me";
import { usePaged } from "../../api/paged";
import type { Project } from "../../api/projects";
import { Deed } from "../../components/deed";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { fieldsOf } from "../../forms/fields";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type MarketRentIn, marketRentsQuery, setMarketRent } from "./queries";

export function MarketRentsPage() {
  const { marketRents: words } = useMessages();
  const { project } = useProject();
  return (
    <Page title={words.title} situation={words.situation} actions={project && <SetMarketRent project={project} />}>
      {project && <MarketRents project={project} />}
    </Page>
  );
}

function MarketRents({ project }: { readonly project: Project }) {
  const { marketRents: words } = useMessages();
  const format = useFormat();
  const answer = usePaged(marketRentsQuery(project.id, usePaging()));
  return (
    <ListPanel
      list="market-rents"
      title={project.name}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      columns={[
        { key: "from", title: words.from, cell: (row) => <span className="nw">{row.valid_from}</span> },
        { key: "price", title: words.price, align: "end", cell: (row) => <b>{format.decimal(row.price_per_m2)}</b> },
        { key: "document", title: words.document, cell: (row) => row.document_no },
        { key: "made", title: words.made, cell: (row) => <span className="nw">{format.moment(row.made_at)}</span> },
      ]}
    />
  );
}

const Field = fieldsOf<MarketRentIn>();

function SetMarketRent({ project }: { readonly project: Project }) {
  const { marketRents: words } = useMessages();
  const may = useMay();
  if (!may("market_rent:set")) return null;
  return (
    <Deed<MarketRentIn> primary label={words.set} title={words.setTitle(project.name)} explain={words.setExplain} initial={{ valid_from: todayOn() }} run={(values) => setMarketRent({ ...values, project_id: project.id })}>
      <Field.Figure name="price_per_m2" label={words.price} autoFocus />
      <Field.Day name="valid_from" label={words.from} />
      <Field.Text name="document_no" label={words.document} placeholder={words.documentHint} />
    </Deed>
  );
}
