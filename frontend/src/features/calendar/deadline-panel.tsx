/** 算期限: the last day of so many working days, by the calendar as it is known. */
import { useQuery } from "@tanstack/react-query";
import { Form, Input } from "antd";
import { useState } from "react";

import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { deadlineQuery } from "./queries";

export function DeadlinePanel() {
  const { calendar: words } = useMessages();
  const format = useFormat();
  const [from, setFrom] = useState(todayOn());
  const [days, setDays] = useState("5");
  const count = Number(days);
  const answer = useQuery({ ...deadlineQuery(from, count), enabled: from !== "" && days !== "" && Number.isInteger(count) });
  const end = answer.data;
  return (
    <Panel title={words.deadline} padded>
      <Form layout="vertical">
        <Form.Item label={words.from} htmlFor="deadline-from">
          <Input id="deadline-from" type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
        </Form.Item>
        <Form.Item label={words.workdays} htmlFor="deadline-days">
          <Input id="deadline-days" inputMode="numeric" autoComplete="off" value={days} onChange={({ target }) => setDays(target.value.trim())} />
        </Form.Item>
      </Form>
      <QueryProblem of={answer} />
      {end && (
        <p role="status">
          {words.ends} <b className="nw">{format.weekday(end.on)}</b> <span className="muted">{end.on}</span> {end.is_preliminary && <span className="wait">{words.preliminary}</span>}
        </p>
      )}
    </Panel>
  );
}
