/** The purchaser plans a project's round of the year. */
import { useNavigate } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { plan, type Stocktake } from "./queries";

interface Values {
  as_of: string;
  plan: string;
}

const Field = fieldsOf<Values>();

export function PlanStocktake({ projectId }: { readonly projectId: string }) {
  const { stocktakes: words } = useMessages();
  const may = useMay();
  const navigate = useNavigate();
  if (!may("stocktake:plan")) return null;
  return (
    <Deed<Values>
      primary
      label={words.plan}
      title={words.planTitle}
      explain={words.planExplain}
      initial={{ as_of: todayOn() }}
      // The round is of the year that its day is in.
      run={(values) => plan({ ...values, project_id: projectId, year: Number(values.as_of.slice(0, 4)) })}
      onDone={(made) => void navigate({ to: "/stocktakes/$stocktakeId", params: { stocktakeId: (made as Stocktake).id } })}
    >
      <Field.Day name="as_of" label={words.asOf} hint={words.asOfHint} />
      <Field.Words name="plan" label={words.planText} placeholder={words.planHint} autoFocus />
    </Deed>
  );
}
