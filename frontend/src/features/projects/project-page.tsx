/** 一个小区: who runs it, its buildings, and the homes that both sides have not accepted yet. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";

import { Fact, FactStrip } from "../../components/fact-strip";
import { Page } from "../../components/page";
import { Pending } from "../../components/pending";
import { PlaceLink } from "../../components/place-link";
import { changed } from "../../components/url-state";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { BuildingsPanel } from "./buildings-panel";
import { EarlyUnits } from "./early-units";
import { ChangeProject } from "./project-deeds";
import { type Project, projectQuery } from "./queries";

export function ProjectPage() {
  const { estate } = useMessages();
  const { projectId = "" } = useParams({ strict: false });
  const answer = useQuery(projectQuery(projectId));
  if (answer.data) return <One one={answer.data} />;
  return <Pending title={estate.projects.title} answer={answer} />;
}

function One({ one }: { readonly one: Project }) {
  const { estate } = useMessages();
  const words = estate.projects;
  const format = useFormat();
  return (
    <Page
      title={one.name}
      parents={[{ label: words.title, link: { to: "/projects" } }]}
      beside={<span className="nw">{one.code}</span>}
      actions={
        <>
          <PlaceLink place={{ to: "/board", search: changed({ project: one.id, building: undefined, unit: undefined, zoom: undefined }) }} className="button">
            {words.toBoard}
          </PlaceLink>
          <Link to="/units" search={changed({ project: one.id, q: undefined, state: undefined })} className="button">
            {words.toUnits}
          </Link>
          <ChangeProject one={one} />
        </>
      }
    >
      <FactStrip>
        <Fact name={words.district} {...(one.address !== "" && { below: one.address })}>
          {one.district}
        </Fact>
        <Fact name={words.operator} tone={one.operator === null ? "wait" : undefined}>
          {one.operator ?? words.noOperator}
        </Fact>
        <Fact name={words.units}>{format.count(one.units)}</Fact>
        <Fact name={words.leased} below={words.ofUnits(format.percent(one.units === 0 ? 0 : one.leased / one.units))}>
          {format.count(one.leased)}
        </Fact>
      </FactStrip>
      <div className="grid">
        <BuildingsPanel project={one} />
        <EarlyUnits project={one} />
      </div>
    </Page>
  );
}
