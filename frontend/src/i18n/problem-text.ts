/** What a refusal says: by its code, or by its kind where a newer server has a code unknown here. */
import type { ApiProblem, FieldError, ProblemCode } from "../api/problem";
import type { Messages } from "./zh";

export function problemText(problem: ApiProblem, { problem: texts }: Messages): string {
  const known: Readonly<Record<string, string>> = texts;
  return known[problem.code] ?? texts[kindOf(problem.status)];
}

/** What is said beside a field: its shape, or what the trade refuses about it. */
export function fieldText({ code }: Pick<FieldError, "code">, { fieldProblem, problem }: Pick<Messages, "fieldProblem" | "problem">): string {
  const known: Readonly<Record<string, string>> = { ...problem, ...fieldProblem };
  return known[code] ?? fieldProblem.field_invalid;
}

function kindOf(status: number): ProblemCode {
  if (status === 401) return "unauthenticated";
  if (status === 403) return "denied";
  if (status === 404) return "not_found";
  if (status === 422) return "invalid";
  return status < 500 ? "refused" : "unexpected";
}
