import { act, screen } from "@testing-library/react";
import { Form, type FormInstance } from "antd";
import { expect, it } from "vitest";

import { ApiProblem } from "../api/problem";
import { MoneyInput } from "../components/money-input";
import { zh } from "../i18n/zh";
import { renderPart } from "../testing/render";
import { namePath, showProblem } from "./show-problem";

function renderForm(): FormInstance {
  let shown: FormInstance | undefined;
  function Fixture() {
    const [form] = Form.useForm();
    shown = form;
    return (
      <Form form={form}>
        <Form.Item name="amount_fen" label="金额">
          <MoneyInput />
        </Form.Item>
      </Form>
    );
  }
  renderPart(<Fixture />);
  if (!shown) throw new Error("not rendered");
  return shown;
}

const invalid = (...pointers: string[]) =>
  new ApiProblem({
    type: "about:blank",
    title: "invalid",
    status: 422,
    code: "request_invalid",
    facts: {},
    errors: pointers.map((pointer) => ({ pointer, code: "field_missing", facts: {} })),
    request_id: "7f3a",
  });

it("puts an error beside the field it points at", async () => {
  const form = renderForm();
  let rest: ApiProblem | null = null;
  act(() => {
    rest = showProblem(form, invalid("/amount_fen"), zh);
  });
  expect(rest).toBeNull();
  expect(await screen.findByText("必填。")).toBeInTheDocument();
});

it("says what is wrong with what the trade refuses in a field", async () => {
  const form = renderForm();
  act(() => {
    const problem = invalid("/amount_fen");
    for (const error of problem.errors) error.code = "backdating_needs_reason";
    showProblem(form, problem, zh);
  });
  expect(await screen.findByText(zh.problem.backdating_needs_reason)).toBeInTheDocument();
});

it("hands back what no field can show", () => {
  const form = renderForm();
  const problem = invalid("/amount_fen", "/lease_id");
  act(() => {
    expect(showProblem(form, problem, zh)).toBe(problem);
  });
});

it("throws on what is no refusal", () => {
  const form = renderForm();
  expect(() => showProblem(form, new TypeError("bug"), zh)).toThrow("bug");
});

it("reads JSON pointers", () => {
  expect(namePath({ pointer: "/lines/0/amount_fen" })).toEqual(["lines", 0, "amount_fen"]);
  expect(namePath({ pointer: "#/a~1b/c~0d" })).toEqual(["a/b", "c~d"]);
});
