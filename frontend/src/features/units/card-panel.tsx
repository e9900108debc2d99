/** 资产卡片: the edition that holds; a correction is the next edition. */
import { useQuery } from "@tanstack/react-query";

import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { fieldsOf } from "../../forms/fields";
import { FilesField } from "../../forms/stored-files";
import { useMessages } from "../../i18n/language";
import { bodyOf, type CardValues, valuesOf } from "./card";
import { type Card, editionsQuery, type Unit, writeCard } from "./queries";

interface Props {
  readonly one: Unit;
}

export function CardPanel({ one }: Props) {
  const { unit } = useMessages();
  const words = unit.card;
  const answer = useQuery(editionsQuery(one.id));
  const card = answer.data?.items[0];
  return (
    <Panel title={words.title} {...(card && { note: words.edition(card.edition) })} more={answer.data && <Write one={one} card={card} />} padded>
      <QueryProblem of={answer} />
      {answer.data && !card && <p className="muted">{words.empty}</p>}
      {card && <Facts card={card} />}
    </Panel>
  );
}

function Facts({ card }: { readonly card: Card }) {
  const { unit } = useMessages();
  const words = unit.card;
  const lines = [
    [words.no, card.card_no],
    [words.value, <Money key="value" fen={card.original_value_fen} unit />],
    [words.acquired, `${card.acquired_on} ${unit.acquisition[card.acquired_by]}`],
    [words.titleNo, card.title_no],
    [words.structure, card.structure],
    [words.built, card.built_year],
    [words.area, unit.areaOf(card.area_m2)],
    [words.years, card.useful_years],
    [words.depreciated, card.depreciated_fen !== null && <Money key="depreciated" fen={card.depreciated_fen} unit />],
    [words.reason, card.reason],
  ] as const;
  return (
    <dl className="facts">
      {lines
        .filter(([, value]) => value !== null && value !== false)
        .map(([name, value]) => [
          <dt key={`${name} name`}>{name}</dt>,
          <dd key={name}>{value}</dd>,
        ])}
    </dl>
  );
}

const Field = fieldsOf<CardValues>();

function Write({ one, card }: Props & { readonly card: Card | undefined }) {
  const { unit } = useMessages();
  const words = unit.card;
  const may = useMay();
  if (!may("asset:keep")) return null;
  return (
    <Deed<CardValues> small label={card ? words.change : words.write} title={card ? words.change : words.write} explain={words.explain} initial={valuesOf(one, card)} run={(values) => writeCard(one.id, bodyOf(values, card))}>
      <Field.Text name="card_no" label={words.no} autoFocus />
      <Field.Money name="original_value_fen" label={words.value} />
      <Field.Day name="acquired_on" label={words.acquired} />
      <Field.Pick name="acquired_by" label={words.by} options={Object.entries(unit.acquisition)} />
      <Field.Figure name="area_m2" label={words.area} unit="㎡" />
      <Field.Text name="title_no" label={words.titleNo} />
      <Field.Text name="structure" label={words.structure} />
      <Field.Figure name="built_year" label={words.built} />
      <Field.Figure name="useful_years" label={words.years} />
      <Field.Money name="depreciated_fen" label={words.depreciated} />
      <Field.Words name="reason" label={words.reason} />
      <FilesField name="file_ids" label={unit.papers} />
    </Deed>
  );
}
