import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { afterEach, expect, it } from "vitest";

import { en } from "../../i18n/en";
import { languageChoice } from "../../i18n/language";
import { zh } from "../../i18n/zh";
import { themeChoice } from "../../theme/appearance";
import { MANAGER } from "../../testing/people";
import { renderAt } from "../../testing/render";
import { server } from "../../testing/server";

afterEach(() => {
  languageChoice.set("zh-CN");
  themeChoice.set("system");
});

it("leads only to what the person may see", async () => {
  server.use(http.get("*/v1/me", () => HttpResponse.json({ ...MANAGER, permissions: ["rent:read"] })));
  renderAt("/nowhere");
  const nav = await screen.findByRole("navigation", { name: zh.nav.label });
  expect(within(nav).getByRole("link", { name: zh.nav.month })).toBeVisible();
  expect(within(nav).queryByRole("link", { name: zh.nav.counter })).toBeNull();
  expect(within(nav).queryByRole("heading", { name: zh.nav.groups.books })).toBeNull();
});

it("speaks the other language at once", async () => {
  renderAt("/nowhere");
  await userEvent.click(await screen.findByRole("button", { name: new RegExp(MANAGER.name) }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "English" }));
  expect(screen.getByRole("link", { name: en.nav.arrears })).toBeVisible();
  expect(document.documentElement).toHaveAttribute("lang", "en");
});

it("turns dark when asked", async () => {
  renderAt("/nowhere");
  await userEvent.click(await screen.findByRole("button", { name: zh.shell.appearance }));
  await userEvent.click(await screen.findByRole("menuitem", { name: zh.shell.themes.dark }));
  expect(document.documentElement).toHaveAttribute("data-theme", "dark");
  expect(localStorage.getItem("anju.theme")).toBe("dark");
});

it("tells its keys at the press of ?", async () => {
  renderAt("/nowhere");
  await screen.findByRole("navigation", { name: zh.nav.label });
  await userEvent.keyboard("?");
  expect(screen.getByRole("dialog", { name: zh.office.help.title })).toBeVisible();
});

it("lets the keyboard skip to the page", async () => {
  renderAt("/nowhere");
  await screen.findByRole("navigation");
  await userEvent.tab();
  expect(screen.getByRole("link", { name: zh.app.skip })).toHaveFocus();
});
