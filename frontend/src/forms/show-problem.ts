/** Puts a refusal's field errors beside the fields they point at; what has no field goes on top. */
import type { FormInstance } from "antd";
import type { NamePath } from "antd/es/form/interface";

import { type ApiProblem, type FieldError, isApiProblem } from "../api/problem";
import { fieldText } from "../i18n/problem-text";
import type { Messages } from "../i18n/zh";

/**
 * Shows `error` in `form` and returns the problem that the top of the form must still show, or null
 * when every error found its field. Anything that is not a refusal is a fault, and is thrown on.
 */
export function showProblem<Values>(
  form: FormInstance<Values>,
  error: unknown,
  messages: Pick<Messages, "fieldProblem" | "problem">,
): ApiProblem | null {
  if (!isApiProblem(error)) throw error;
  const fields = new Set(form.getFieldsError().map(({ name }) => name.join("/")));
  const placed = error.errors.filter((one) => fields.has(namePath(one).join("/")));
  form.setFields(
    placed.map((one) => ({
      name: namePath(one) as NamePath<Values>,
      errors: [fieldText(one, messages)],
    })),
  );
  const [first] = placed;
  if (first) form.scrollToField(namePath(first), { focus: true });
  return placed.length > 0 && placed.length === error.errors.length ? null : error;
}

/** A JSON pointer as a form's name path: `/lines/0/amount_fen` → `["lines", 0, "amount_fen"]`. */
export function namePath({ pointer }: Pick<FieldError, "pointer">): (string | number)[] {
  return pointer
    .replace(/^#?\//, "")
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
