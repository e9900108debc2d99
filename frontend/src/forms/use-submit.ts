/** Sends a form once: one key per intent, errors on their fields, and everything read again after. */
import { useQueryClient } from "@tanstack/react-query";
import type { FormInstance } from "antd";
import { useState } from "react";

import { type Key, useIntent } from "../api/intent";
import { type ApiProblem, isApiProblem } from "../api/problem";
import { useMessages } from "../i18n/language";
import { showProblem } from "./show-problem";

interface Submit<Values> {
  readonly send: (values: Values) => Promise<void>;
  readonly busy: boolean;
  /** What the top of the form must say; field errors are already on their fields. */
  readonly problem: ApiProblem | null;
  /** For the form's `onValuesChange`: what says something else is another deed. */
  readonly renew: () => void;
}

/** `run` may answer `stay` when the form itself has said why nothing was done. */
export function useSubmit<Values>(
  form: FormInstance<Values>,
  run: (values: Values, headers: Key) => Promise<unknown>,
  onDone?: (answer: unknown) => void,
): Submit<Values> {
  const messages = useMessages();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const cache = useQueryClient();
  const { headers, renew } = useIntent();

  const send = async (values: Values) => {
    setBusy(true);
    setProblem(null);
    try {
      const answer = await run(values, headers);
      if (answer === "stay") return;
      renew();
      await cache.invalidateQueries();
      onDone?.(answer);
    } catch (error) {
      // An answer that will not change belongs to its key; only silence may be asked again.
      if (isApiProblem(error) && error.status >= 400 && error.status < 500) renew();
      setProblem(showProblem(form, error, messages));
    } finally {
      setBusy(false);
    }
  };
  return { send, busy, problem, renew };
}
