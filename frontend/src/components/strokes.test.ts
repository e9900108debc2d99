import { describe, expect, it } from "vitest";

import { isName, lengthOf, PAD, pointOn } from "./strokes";

describe("a signature's strokes", () => {
  it("are as long as the hand went, stroke by stroke", () => {
    expect(lengthOf([[{ x: 0, y: 0 }, { x: 30, y: 40 }], [{ x: 500, y: 0 }, { x: 500, y: 10 }]])).toBe(60);
  });

  it("are no name where the finger only slipped", () => {
    expect(isName([[{ x: 10, y: 10 }]])).toBe(false);
    expect(isName([[{ x: 10, y: 10 }, { x: 20, y: 10 }]])).toBe(false);
    expect(isName([[{ x: 0, y: 0 }, { x: 90, y: 120 }]])).toBe(true);
  });

  it("lie where the pointer was, on a pad of any size", () => {
    expect(pointOn({ left: 100, top: 50, width: 220, height: 70 }, { clientX: 210, clientY: 120 })).toEqual({ x: PAD.width / 2, y: PAD.height });
  });
});
