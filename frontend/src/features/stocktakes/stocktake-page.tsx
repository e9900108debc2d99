/** A round: how far it is, every door of the books, and what was found otherwise. */
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { Fact, FactStrip } from "../../components/fact-strip";
import { Page } from "../../components/page";
import { Pending } from "../../components/pending";
import { StatusBadge } from "../../components/status-badge";
import { stepsAlong, StepTrack } from "../../components/step-track";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { LinesPanel } from "./lines-panel";
import { type Stocktake, stocktakeQuery } from "./queries";
import { TONES } from "./rounds-list";
import { StocktakeDeeds } from "./stocktake-deeds";

export function StocktakePage() {
  const { stocktakes: words } = useMessages();
  const { stocktakeId = "" } = useParams({ strict: false });
  const answer = useQuery(stocktakeQuery(stocktakeId));
  if (answer.data) return <One one={answer.data} />;
  return <Pending title={words.title} answer={answer} />;
}

interface Props {
  readonly one: Stocktake;
}

const WAY = ["planned", "counting", "counted", "confirmed"] as const;

function One({ one }: Props) {
  const { stocktakes: words } = useMessages();
  const isVoid = one.state === "void";
  return (
    <Page
      title={words.titleOf(String(one.year))}
      parents={[{ label: words.title, link: { to: "/stocktakes" } }]}
      beside={<StatusBadge tone={TONES[one.state]}>{words.state[one.state]}</StatusBadge>}
      situation={one.remark ?? words.next[one.state]}
      actions={<StocktakeDeeds one={one} />}
    >
      <Facts one={one} />
      <div className="grid">
        {!isVoid && <StepTrack label={words.track} steps={stepsAlong(WAY, one.state as (typeof WAY)[number], (state) => words.state[state])} />}
        {one.state !== "planned" && <LinesPanel one={one} />}
      </div>
    </Page>
  );
}

function Facts({ one }: Props) {
  const { stocktakes: words } = useMessages();
  const format = useFormat();
  const begun = one.state !== "planned";
  return (
    <FactStrip>
      <Fact name={words.asOf} {...(one.started_on !== null && { below: words.startedOn(one.started_on) })}>
        {one.as_of}
      </Fact>
      <Fact name={words.planText}>{one.plan}</Fact>
      {begun && (
        <>
          <Fact name={words.counted} tone={one.counted < one.lines ? "wait" : undefined} below={words.ofLines(format.count(one.lines))}>
            {format.count(one.counted)}
          </Fact>
          <Fact name={words.missing} tone={one.missing > 0 ? "wait" : undefined} below={words.missingMeans}>
            {format.count(one.missing)}
          </Fact>
          <Fact name={words.surplus} tone={one.surplus > 0 ? "wait" : undefined} below={words.surplusMeans}>
            {format.count(one.surplus)}
          </Fact>
        </>
      )}
    </FactStrip>
  );
}
