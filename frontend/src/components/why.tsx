/** 怎么算: beside a computed figure, the rule behind it, the values in force, and the legal bases. */
import { useQuery } from "@tanstack/react-query";
import { Popover } from "antd";
import { useState } from "react";

import { api } from "../api/client";
import type { components } from "../api/schema";
import { type Format, useFormat } from "../i18n/format";
import { useLanguage, useMessages } from "../i18n/language";
import type { Messages } from "../i18n/zh";
import { QueryProblem } from "./query-problem";
import styles from "./why.module.css";

type Schemas = components["schemas"];
export type Figure = Schemas["Figure"];
type Explanation = Schemas["ExplanationOut"];

interface Props {
  readonly figure: Figure;
  /** With it, the project's own standard, rule and contract are quoted. */
  readonly projectId?: string | undefined;
  /** As of this day; today otherwise. */
  readonly on?: string | undefined;
}

const explanationQuery = ({ figure, projectId, on }: Props) =>
  api.queryOptions("get", "/v1/explanations/{figure}", {
    params: { path: { figure }, query: { ...(projectId !== undefined && { project_id: projectId }), ...(on !== undefined && { on }) } },
  });

export function Why(props: Props) {
  const { why } = useMessages();
  const [open, setOpen] = useState(false);
  const { name } = why.figures[props.figure];
  return (
    <Popover trigger="click" placement="bottomLeft" title={name} open={open} onOpenChange={setOpen} content={open && <Answer {...props} />}>
      <button
        type="button"
        className={styles.ask}
        aria-label={why.askOf(name)}
        aria-expanded={open}
        onClick={(event) => event.stopPropagation()}
        onKeyDown={({ key }) => key === "Escape" && setOpen(false)}
      >
        ?
      </button>
    </Popover>
  );
}

function Answer(props: Props) {
  const { why } = useMessages();
  const answer = useQuery(explanationQuery(props));
  return (
    <div className={styles.answer} role="status">
      <p className={styles.formula}>{why.figures[props.figure].formula}</p>
      <QueryProblem of={answer} />
      {answer.data && <Grounds of={answer.data} />}
    </div>
  );
}

function Grounds({ of }: { readonly of: Explanation }) {
  const messages = useMessages();
  const { why } = messages;
  const language = useLanguage();
  const format = useFormat();
  return (
    <dl className="facts">
      {of.parameters.length > 0 && (
        <>
          <dt>{why.parameters}</dt>
          <dd>
            {of.parameters.map((one) => (
              <p key={one.key}>
                {language === "en" ? one.key : one.name} <b>{valueOf(one.value, messages)}</b> <small>{[one.valid_from === null ? why.usual : why.since(one.valid_from), one.legal_basis].filter(Boolean).join("，")}</small>
              </p>
            ))}
          </dd>
        </>
      )}
      <Own of={of} format={format} />
      {of.legal_bases.length > 0 && (
        <>
          <dt>{why.basis}</dt>
          <dd>
            {of.legal_bases.map((basis) => (
              <p key={basis}>{basis}</p>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}

/** What the project has of its own: standard, rule, contract. */
function Own({ of, format }: { readonly of: Explanation; readonly format: Format }) {
  const { why } = useMessages();
  const { contract, rent_rule: rule, rent_standards: standards } = of;
  return (
    <>
      {standards.map((one) => (
        <Line key={one.id} name={why.standards}>{why.standardOf(format.decimal(one.price_per_m2), one.valid_from, one.document_no)}</Line>
      ))}
      {rule && <Line name={why.rule}>{`${rule.rule.name}，${rule.legal_basis}`}</Line>}
      {contract && <Line name={why.contract}>{why.contractOf(contract.contract_no, contract.price_fen === null ? "" : format.money(contract.price_fen))}</Line>}
    </>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function valueOf(value: unknown, { why }: Messages): string {
  if (typeof value === "boolean") return value ? why.yes : why.no;
  return typeof value === "string" ? value : JSON.stringify(value);
}
