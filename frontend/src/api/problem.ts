/** A refusal as the API states it (RFC 9457), and the two that only a browser can make. */
import type { components } from "./schema";

export type Problem = components["schemas"]["Problem"];
export type FieldError = components["schemas"]["FieldError"];

/** The API's codes, and what only this side can notice: no answer, or one that is not the API's. */
export type ProblemCode = Problem["code"] | "unreachable" | "unexpected";

/** What every failed request throws. */
export class ApiProblem extends Error {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** Stable: texts and branches hang on it. */
  readonly code: ProblemCode;
  readonly facts: Problem["facts"];
  readonly errors: FieldError[];
  /** For whoever reads the server's log. */
  readonly request_id: string;

  constructor(problem: Omit<Problem, "code"> & { readonly code: ProblemCode }) {
    super(`${problem.code}: ${problem.title}`);
    this.name = "ApiProblem";
    this.type = problem.type;
    this.title = problem.title;
    this.status = problem.status;
    this.code = problem.code;
    this.facts = problem.facts;
    this.errors = problem.errors;
    this.request_id = problem.request_id;
  }
}

/** The problem in a failed answer; a proxy's HTML page counts as an unexpected one. */
export async function problemIn(response: Response): Promise<ApiProblem> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  if (isProblem(body)) return new ApiProblem(body);
  return madeHere("unexpected", response.status, response.headers.get("X-Request-Id") ?? "");
}

/** Nothing came back: no network, or a server that is down. */
export function unreachable(): ApiProblem {
  return madeHere("unreachable", 0, "");
}

export function isApiProblem(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem;
}

function madeHere(code: ProblemCode, status: number, request_id: string): ApiProblem {
  return new ApiProblem({ type: "about:blank", title: code, status, code, facts: {}, errors: [], request_id });
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && "errors" in body;
}
