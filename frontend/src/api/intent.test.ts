import { act, renderHook } from "@testing-library/react";
import { expect, it } from "vitest";

import { useIntent } from "./intent";

it("keeps one key through retries, and takes a new one for a new deed", () => {
  const { result, rerender } = renderHook(() => useIntent());
  const first = result.current.headers["Idempotency-Key"];
  rerender();
  expect(result.current.headers["Idempotency-Key"]).toBe(first);
  act(() => result.current.renew());
  expect(result.current.headers["Idempotency-Key"]).not.toBe(first);
});
