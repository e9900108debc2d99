/** A bank line beside the leases that it may be for, fact by fact: what agrees stands out. */
import { useQueries } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { fieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import { arrearsQuery, giveBack, type Item, leaseQuery, resolve, type Suggestion } from "./queries";
import { ResolveOther } from "./resolve-other";
import styles from "./suspense.module.css";

interface Props {
  readonly item: Item;
  readonly projectId: string;
}

export function Match({ item, projectId }: Props) {
  const { rent } = useMessages();
  const words = rent.suspense;
  const may = useMay();
  return (
    <Panel title={words.compare} note={words.compareNote}>
      <div className={styles.scroll}>
        <Comparison item={item} />
      </div>
      <div className={styles.foot}>
        {may("payment:take") && <ResolveOther item={item} projectId={projectId} />}
        {may("payment:reverse") && <GiveBack item={item} />}
      </div>
    </Panel>
  );
}

function Comparison({ item }: { readonly item: Item }) {
  const { rent } = useMessages();
  const words = rent.suspense;
  const { leases, arrears } = useFound(item.suggestions);
  const each = (cell: (one: Suggestion, at: number) => ReactNode) => item.suggestions.map((one, at) => <td key={one.lease_id}>{cell(one, at)}</td>);
  return (
    <table className={styles.compare} aria-label={words.compare}>
      <thead>
        <tr>
          <th scope="col" aria-label={words.fact} />
          <th scope="col">{words.bank}</th>
          {item.suggestions.map((one, at) => (
            <th key={one.lease_id} scope="col">
              {words.suggestion(at + 1)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Fact name={words.who} bank={item.payer_name}>
          {each((one) => <Same is={one.tenant_name === item.payer_name}>{one.tenant_name}</Same>)}
        </Fact>
        <Fact name={words.sum} bank={<Money fen={item.amount_fen} />}>
          {each((_, at) => <Same is={leases[at]?.monthly_rent_fen === item.amount_fen}>{words.rentOf} <Money fen={leases[at]?.monthly_rent_fen ?? null} /></Same>)}
        </Fact>
        <Fact name={words.owes} bank="">
          {each((_, at) => <Same is={arrears[at]?.overdue_fen === item.amount_fen}><Money fen={arrears[at]?.overdue_fen ?? null} /></Same>)}
        </Fact>
        <Fact name={words.remark} bank={item.remark}>
          {each((one) => <Same is={item.remark.includes(one.contract_no)}>{one.unit_code} {one.contract_no}</Same>)}
        </Fact>
        <Fact name={words.account} bank={[item.payer_account_mask, item.serial_no].filter(Boolean).join(" ")}>
          {each((one) => rent.hint[one.reason])}
        </Fact>
        <tr>
          <th scope="row" aria-label={words.resolve} />
          <td>{item.suggestions.length === 0 && <span className="muted">{words.none1}</span>}</td>
          {each((one, at) => <Resolve item={item} one={one} first={at === 0} />)}
        </tr>
      </tbody>
    </table>
  );
}

/** What the suggestions owe and pay a month. */
function useFound(suggestions: readonly Suggestion[]) {
  const leases = useQueries({ queries: suggestions.map(({ lease_id }) => leaseQuery(lease_id)) });
  const arrears = useQueries({ queries: suggestions.map(({ lease_id }) => arrearsQuery(lease_id)) });
  return { leases: leases.map(({ data }) => data), arrears: arrears.map(({ data }) => data) };
}

function Fact({ name, bank, children }: { readonly name: string; readonly bank: ReactNode; readonly children: ReactNode }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{bank}</td>
      {children}
    </tr>
  );
}

function Same({ is, children }: { readonly is: boolean; readonly children: ReactNode }) {
  const { rent } = useMessages();
  return (
    <span className={is ? styles.same : undefined}>
      {children} {is && <small>{rent.suspense.same}</small>}
    </span>
  );
}

function Resolve({ item, one, first }: { readonly item: Item; readonly one: Suggestion; readonly first: boolean }) {
  const { rent } = useMessages();
  const words = rent.suspense;
  const may = useMay();
  if (!may("payment:take")) return null;
  return (
    <Deed
      small
      primary={first}
      label={words.resolve}
      title={words.resolveTo(one.tenant_name)}
      explain={
        <>
          <b><Money fen={item.amount_fen} unit /></b> {item.payer_name} {item.remark}
          <br />
          {one.tenant_name} {one.unit_code} {one.contract_no}
          <br />
          {words.resolveExplain}
        </>
      }
      run={(_, headers) => resolve(item.payment_id, one.lease_id, headers)}
    />
  );
}

interface Returning {
  slip_no: string;
  reason: string;
}

const Field = fieldsOf<Returning>();

function GiveBack({ item }: { readonly item: Item }) {
  const { rent } = useMessages();
  const words = rent.suspense;
  return (
    <Deed<Returning>
      small
      label={words.giveBack}
      title={words.giveBackTitle}
      explain={
        <>
          <b><Money fen={item.amount_fen} unit /></b> {item.payer_name} {words.giveBackExplain}
        </>
      }
      run={(values, headers) => giveBack(item.payment_id, values, headers)}
    >
      <Field.Text name="slip_no" label={words.slip} autoFocus />
      <Field.Words name="reason" label={words.reason} />
    </Deed>
  );
}
