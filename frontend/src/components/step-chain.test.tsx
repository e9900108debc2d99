import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { renderPart } from "../testing/render";
import { type Step, StepChain } from "./step-chain";

const STEPS: Step<"charges" | "payments">[] = [
  {
    key: "charges",
    title: "账单",
    state: "done",
    word: "已出账",
    fen: 28461736,
    lines: [{ label: "减免", value: "−27,862.80" }],
    who: "贺敏复核",
  },
  { key: "payments", title: "收款", state: "waiting", word: "待认领", fen: null, lines: [], who: "高晓峰" },
];

it("names each step, its state in words, its figure and who acts", () => {
  renderPart(<StepChain steps={STEPS} selected="charges" onSelect={() => undefined} />);
  const charges = screen.getByRole("button", { name: /1 账单/ });
  expect(charges).toHaveAttribute("aria-pressed", "true");
  expect(charges).toHaveTextContent("284,617.36元");
  expect(charges).toHaveTextContent("减免−27,862.80");
  expect(screen.getByRole("img", { name: "等人办" })).toBeInTheDocument();
});

it("is walked with the arrow keys", async () => {
  const onSelect = vi.fn();
  renderPart(<StepChain steps={STEPS} selected="charges" onSelect={onSelect} />);
  const user = userEvent.setup();
  await user.tab();
  await user.keyboard("{ArrowRight}");
  expect(onSelect).toHaveBeenLastCalledWith("payments");
  expect(screen.getByRole("button", { name: /2 收款/ })).toHaveFocus();
});
