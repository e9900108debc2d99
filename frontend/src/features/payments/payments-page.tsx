/** 收款记录: every payment, by month, channel and state. */
import { Link } from "@tanstack/react-router";
import { Input } from "antd";

import { useMay } from "../../api/me";
import { Choice } from "../../components/choice";
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useMessages } from "../../i18n/language";
import { PaymentsList } from "./payments-list";
import type { Channel, PaymentsSearch, PaymentState } from "./queries";

export function PaymentsPage() {
  const { nav, rent, settle } = useMessages();
  const words = settle.receive;
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
              <span>
                <Input type="month" aria-label={words.month} value={month ?? ""} onChange={({ target }) => setSearch({ month: target.value === "" ? undefined : target.value })} />
              </span>
              <Choice aria-label={words.method} all={words.anyMethod} options={Object.entries(rent.channel)} value={channel} onChange={(one) => setSearch({ channel: one === "" ? undefined : (one as Channel) })} />
              <Choice aria-label={words.state} all={settle.anyState} options={Object.entries(words.states)} value={state} onChange={(one) => setSearch({ state: one === "" ? undefined : (one as PaymentState) })} />
            </>
          }
        />
      )}
    </Page>
  );
}
