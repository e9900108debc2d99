/** A refusal as the API states it (RFC 9457), and the two that only a browser can make. */
import type { components } from "./schema";

export type Problem = components["schemas"]["Problem"];
export type FieldError = NonNullable<Problem["errors"]>[number];

/** What every failed request throws: the problem's own fields, so that it can stand for one. */
export class ApiProblem extends Error implements Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly facts: Record<string, unknown>;
  readonly errors: FieldError[];
  /** The request's reference, for whoever reads the server's log. */
  readonly reference: string | null;

  constructor(problem: Problem, reference: string | null = null) {
    super(`${problem.code}: ${problem.title}`);
    this.name = "ApiProblem";
    this.type = problem.type;
    this.title = problem.title;
    this.status = problem.status;
    this.code = problem.code;
    this.detail = problem.detail ?? "";
    this.facts = problem.facts ?? {};
    this.errors = problem.errors ?? [];
    this.reference = reference;
  }
}

/** The problem in a failed answer; a proxy's HTML page counts as an unexpected one. */
export async function problemIn(response: Response): Promise<ApiProblem> {
  const reference = response.headers.get("X-Request-Id");
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  if (isProblem(body)) return new ApiProblem(body, reference);
  return new ApiProblem(
    { type: "about:blank", title: response.statusText, status: response.status, code: "unexpected" },
    reference,
  );
}

/** Nothing came back: no network, or a server that is down. */
export function unreachable(): ApiProblem {
  return new ApiProblem({ type: "about:blank", title: "No answer", status: 0, code: "unreachable" });
}

export function isApiProblem(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem;
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && "status" in body;
}
