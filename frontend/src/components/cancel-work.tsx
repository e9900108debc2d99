/** Stop long work: nothing of it is kept. The server notices at its next step. */
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";

import { client } from "../api/client";
import { type Operation } from "../api/operations";
import { type ApiProblem, isApiProblem } from "../api/problem";
import { useMessages } from "../i18n/language";
import { problemText } from "../i18n/problem-text";

export function CancelWork({ operation }: { readonly operation: Operation }) {
  const messages = useMessages();
  const words = messages.works;
  const cache = useQueryClient();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const cancel = async () => {
    try {
      await client.POST("/v1/operations/{operation_id}/cancellation", { params: { path: { operation_id: operation.id } } });
      await cache.invalidateQueries({ queryKey: ["get", "/v1/operations/{operation_id}"] });
    } catch (error) {
      if (!isApiProblem(error)) throw error;
      setProblem(error);
    }
  };
  return (
    <>
      <Button size="small" type="link" disabled={operation.cancel_asked} onClick={() => void cancel()}>
        {operation.cancel_asked ? words.cancelling : words.cancel}
      </Button>
      {problem && (
        <span className="small wait" role="alert">
          {problemText(problem, messages)}
        </span>
      )}
    </>
  );
}
