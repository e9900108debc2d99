/** 收款记录: every payment, by month, channel and state. */
import { Link } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { Choice } from "../../components/choice";
import { monthAfter } from "../../components/month-picker";
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { PaymentsList } from "./payments-list";
import type { Channel, PaymentsSearch, PaymentState } from "./queries";

/** A year and a half; what is older is found by its receipt. */
const MONTHS = 18;
const LATEST = Array.from({ length: MONTHS }, (_, back) => monthAfter(todayOn().slice(0, 7), -back));

export function PaymentsPage() {
  const { nav, rent, settle } = useMessages();
  const words = settle.receive;
  const format = useFormat();
  const may = useMay();
  const { project } = useProject();
  const search = usePageSearch<PaymentsSearch>();
  const { month, channel, state } = search;
  const setSearch = useSetSearch<PaymentsSearch>();
  return (
    <Page
      title={words.listTitle}
      situation={words.note}
      actions={
        may("payment:take") && (
          <Link to="/counter" className="button primary">
            {nav.counter}
          </Link>
        )
      }
    >
      {project && (
        <PaymentsList
          projectId={project.id}
          title={project.name}
          search={search}
          filter={{ month, channel, state }}
          filters={
            <>
              <Choice aria-label={words.month} all={words.anyMonth} options={LATEST.map((one) => [one, format.month(one)])} value={month} onChange={(one) => setSearch({ month: one === "" ? undefined : one })} />
              <Choice aria-label={words.method} all={words.anyMethod} options={Object.entries(rent.channel)} value={channel} onChange={(one) => setSearch({ channel: one === "" ? undefined : (one as Channel) })} />
              <Choice aria-label={words.state} all={settle.anyState} options={Object.entries(words.states)} value={state} onChange={(one) => setSearch({ state: one === "" ? undefined : (one as PaymentState) })} />
            </>
          }
        />
      )}
    </Page>
  );
}
