import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, test } from "vitest";

import { renderPart } from "../testing/render";
import { CursorPager, useCursor } from "./cursor-pager";
import { searchMonth, searchWord, useSetSearch } from "./url-state";

const NEXT: Readonly<Record<string, string | null>> = { first: "b", b: "c", c: null };

function List() {
  const cursor = useCursor();
  const setSearch = useSetSearch<{ state: string }>();
  return (
    <>
      <output>{cursor ?? "first"}</output>
      <button type="button" onClick={() => setSearch({ state: "overdue" })}>
        filter
      </button>
      <CursorPager nextCursor={NEXT[cursor ?? "first"]} />
    </>
  );
}

function renderList(address: string) {
  const root = createRootRoute({ component: List });
  const page = createRoute({ getParentRoute: () => root, path: "/units" });
  const router = createRouter({
    routeTree: root.addChildren([page]),
    history: createMemoryHistory({ initialEntries: [address] }),
  });
  renderPart(<RouterProvider router={router as never} />);
  return router;
}

const click = (name: string) => userEvent.click(screen.getByRole("button", { name }));

it("turns to the next pages and back again", async () => {
  renderList("/units");
  expect(await screen.findByText("第 1 页")).toBeVisible();
  expect(screen.getByRole("button", { name: "上一页" })).toBeDisabled();
  await click("下一页");
  await click("下一页");
  expect(await screen.findByText("第 3 页")).toBeVisible();
  expect(screen.getByRole("status")).toHaveTextContent("c");
  expect(screen.getByRole("button", { name: "下一页" })).toBeDisabled();
  await click("上一页");
  expect(await screen.findByText("第 2 页")).toBeVisible();
  expect(screen.getByRole("status")).toHaveTextContent("b");
});

it("begins again when a filter changes", async () => {
  const router = renderList("/units?cursor=c");
  expect((await screen.findByRole("status")).textContent).toBe("c");
  await click("filter");
  expect(await screen.findByText("第 1 页")).toBeVisible();
  expect(router.state.location.search).toEqual({ state: "overdue" });
});

test.each([
  ["2026-04", "2026-04"],
  ["2026-13", undefined],
  [202604, undefined],
  ["2026-04-01", undefined],
])("the month %j in an address is read as %j", (value, month) => {
  expect(searchMonth(value)).toBe(month);
});

it("reads only the words it knows", () => {
  const state = searchWord(["open", "closed"]);
  expect(state("open")).toBe("open");
  expect(state("<script>")).toBeUndefined();
});
