/** A hand's strokes on the pad, in the pad's own units, and whether there is enough of them to be a name. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Stroke = readonly Point[];

/** The pad's width and height; drawn at twice a counter screen's size, so that the print is not ragged. */
export const PAD = { width: 880, height: 280 } as const;

/** A slip of the finger is shorter than this, all strokes together. */
const LEAST = 120;

export function lengthOf(strokes: readonly Stroke[]): number {
  return strokes.reduce((sum, stroke) => sum + stroke.slice(1).reduce((part, point, at) => part + between(stroke[at], point), 0), 0);
}

const between = (from: Point | undefined, to: Point): number => (from ? Math.hypot(to.x - from.x, to.y - from.y) : 0);

export const isName = (strokes: readonly Stroke[]): boolean => lengthOf(strokes) >= LEAST;

/** Where the pointer is on the pad, wherever the pad is on the screen. */
export function pointOn(box: Pick<DOMRect, "left" | "top" | "width" | "height">, at: { readonly clientX: number; readonly clientY: number }): Point {
  return {
    x: ((at.clientX - box.left) / box.width) * PAD.width,
    y: ((at.clientY - box.top) / box.height) * PAD.height,
  };
}
