/** Calls whoever is next to this window; once nobody waits, those who were absent. */
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";

import { type ApiProblem, isApiProblem } from "../../api/problem";
import { ProblemAlert } from "../../components/problem-alert";
import { useMessages } from "../../i18n/language";
import { call, type Hall } from "./queries";

interface Props {
  readonly roundId: string;
  readonly hall: Hall;
  readonly window: string;
}

export function CallNext({ roundId, hall, window }: Props) {
  const { rounds } = useMessages();
  const words = rounds.desk;
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const isAbsent = hall.waiting === 0;
  const next = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await call(roundId, window.trim(), isAbsent);
      await cache.invalidateQueries();
    } catch (error) {
      if (!isApiProblem(error)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  if (isAbsent && hall.skipped === 0) return <p className="muted">{words.over}</p>;
  return (
    <>
      <Button type="primary" size="large" autoFocus disabled={window.trim() === ""} loading={busy} onClick={() => void next()}>
        {isAbsent ? words.callAbsent : words.call}
      </Button>
      <ProblemAlert problem={problem} />
    </>
  );
}
