/** 一套房: what it is, what can be done with it now, its vacancies, card, sheets, locks and files, and every step. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { Detail } from "../../components/detail";
import { UnitDossier } from "../../components/dossier-panel";
import { Fact } from "../../components/fact-strip";
import { Pending } from "../../components/pending";
import { StatusBadge } from "../../components/status-badge";
import { Timeline } from "../../components/timeline";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { CardPanel } from "./card-panel";
import { DecisionsPanel } from "./decisions-panel";
import { DevicesPanel } from "./devices-panel";
import { FilesPanel } from "./files-panel";
import { HandoversPanel } from "./handovers-panel";
import { historyQuery, type Unit, unitQuery } from "./queries";
import { TONES } from "./unit-columns";
import { UnitDeeds } from "./unit-deeds";
import { VacanciesPanel } from "./vacancies-panel";

export function UnitPage() {
  const { unit } = useMessages();
  const { unitId = "" } = useParams({ strict: false });
  const answer = useQuery(unitQuery(unitId));
  if (answer.data) return <One one={answer.data} />;
  return <Pending title={unit.one} answer={answer} />;
}

interface Props {
  readonly one: Unit;
}

function One({ one }: Props) {
  const { unit: words, homes, board } = useMessages();
  const may = useMay();
  return (
    <Detail
      title={homes.address(one.building, one.entrance, one.room)}
      parents={[{ label: homes.units.title, link: { to: "/units" } }]}
      beside={
        <>
          <span className="nw">{one.code}</span>
          <StatusBadge tone={TONES[one.state] ?? "plain"}>{board.state[one.state]}</StatusBadge>
        </>
      }
      actions={
        <>
          <Link to="/board" search={{ unit: one.id, project: one.project_id } as never} className="button">
            {words.toBoard}
          </Link>
          {may("lease:read") && (
            <Link to="/leases" search={{ q: one.code }} className="button">
              {words.toLease}
            </Link>
          )}
          <UnitDeeds one={one} />
        </>
      }
      facts={<Facts one={one} />}
      aside={
        <>
          <DecisionsPanel one={one} />
          <History one={one} />
          <FilesPanel one={one} />
          {may("household:read") && <UnitDossier id={one.id} />}
        </>
      }
    >
      <VacanciesPanel one={one} />
      <CardPanel one={one} />
      <HandoversPanel one={one} />
      <DevicesPanel one={one} />
    </Detail>
  );
}

function Facts({ one }: Props) {
  const { unit: words } = useMessages();
  const format = useFormat();
  return (
    <>
      <Fact name={words.type} below={one.layout ?? ""}>
        {words.kind[one.kind]}
      </Fact>
      <Fact name={words.area} {...(one.floor !== null && { below: words.floorOf(one.floor) })}>
        {words.areaOf(one.area_m2)}
      </Fact>
      <Fact name={words.price} below={words.priceBasis[one.price_basis]}>
        {words.priceOf(format.decimal(one.price_per_m2))}
      </Fact>
      <Fact name={words.vacantSince}>{one.vacant_since ?? words.notVacant}</Fact>
    </>
  );
}

function History({ one }: Props) {
  const { unit: words, board } = useMessages();
  const format = useFormat();
  const history = useQuery(historyQuery(one.id)).data?.items;
  return (
    <Timeline
      title={words.history}
      empty={words.historyEmpty}
      happenings={history?.toReversed().map((step) => ({
        key: step.id,
        when: format.when(step.effective_on),
        what: words.step(words.event[step.event] ?? step.event, board.state[step.to_state]),
        more: [step.reason, step.legal_basis, step.maker_id === null && words.byCalendar].filter(Boolean).join(" "),
      }))}
    />
  );
}
