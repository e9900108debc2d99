import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http } from "msw";
import { expect, it } from "vitest";

import { zh } from "../../i18n/zh";
import { refusal } from "../../testing/handlers";
import { renderAt } from "../../testing/render";
import { server } from "../../testing/server";

const stranger = () => server.use(http.get("*/v1/me", () => refusal(401, "unauthenticated"), { once: true }));

async function enter() {
  const user = userEvent.setup();
  await user.type(await screen.findByLabelText(zh.signIn.username), "liyaqin");
  await user.type(screen.getByLabelText(zh.signIn.password), "open sesame");
  await user.click(screen.getByRole("button", { name: zh.signIn.enter }));
}

it("asks a stranger to sign in and then leads to the page that was asked for", async () => {
  stranger();
  const { router } = renderAt("/month?month=2026-04");
  await enter();
  await waitFor(() => expect(router.state.location.href).toBe("/month?month=2026-04"));
  expect(await screen.findByText("李雅琴")).toBeVisible();
});

it("never leads to another site", async () => {
  const { router } = renderAt("/sign-in?next=//evil.example/");
  await enter();
  await waitFor(() => expect(router.state.location.href).toBe("/"));
});

it("says why it refuses, and empties the password", async () => {
  stranger();
  server.use(http.post("*/v1/auth/sessions", () => refusal(401, "credentials_wrong")));
  renderAt("/");
  await enter();
  expect(await screen.findByRole("alert")).toHaveTextContent(zh.problem.credentials_wrong);
  expect(screen.getByLabelText(zh.signIn.password)).toHaveValue("");
});
