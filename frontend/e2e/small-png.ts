/** A PNG of at most 256 colours: the pictures of pages stay small enough to be kept with the source. */
import { deflateSync } from "node:zlib";

import type { Page } from "@playwright/test";

interface Indexed {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue of each colour. */
  readonly palette: readonly number[];
  /** Base64 of one byte a pixel. */
  readonly pixels: string;
}

/** `helper` is a blank page of the browser: it decodes the picture. */
export async function smallPng(helper: Page, png: Buffer): Promise<Buffer> {
  const { width, height, palette, pixels } = await helper.evaluate(indexed, png.toString("base64"));
  const bytes = Buffer.from(pixels, "base64");
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) bytes.copy(rows, y * (width + 1) + 1, y * width, (y + 1) * width);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("PLTE", Buffer.from(palette)),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** In the browser: 256 of its colours, and every other pixel as the nearest of them. */
async function indexed(base64: string): Promise<Indexed> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes]));
  const { width, height } = image;
  const context = new OffscreenCanvas(width, height).getContext("2d");
  if (!context) throw new Error("no canvas");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const colourAt = (at: number) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(at * 4, at * 4 + 3);
    return (red << 16) | (green << 8) | blue;
  };
  const colours = new Uint32Array(width * height);
  const seen = new Map<number, number>();
  for (let at = 0; at < colours.length; at += 1) {
    const colour = colourAt(at);
    colours[at] = colour;
    seen.set(colour, (seen.get(colour) ?? 0) + 1);
  }
  const parts = (colour: number) => [colour >> 16, (colour >> 8) & 255, colour & 255] as const;
  const apart = (one: number, other: number) => {
    const mine = parts(one);
    return parts(other).reduce((sum, part, at) => sum + Math.abs(part - (mine[at] ?? 0)), 0);
  };
  const NEAR = 40;
  // The most frequent ones, and after those only what is far from all of them: a rare red stays red.
  const kept: number[] = [];
  for (const [colour] of [...seen].sort(([, one], [, other]) => other - one)) {
    if (kept.length === 256) break;
    if (kept.length < 128 || !kept.some((other) => apart(other, colour) < NEAR)) kept.push(colour);
  }
  const places = new Map<number, number>(kept.map((colour, place) => [colour, place]));
  const placeOf = (colour: number): number => {
    const known = places.get(colour);
    if (known !== undefined) return known;
    const far = kept.map((other) => apart(other, colour));
    const best = far.indexOf(Math.min(...far));
    places.set(colour, best);
    return best;
  };
  let pixels = "";
  for (const colour of colours) pixels += String.fromCharCode(placeOf(colour));
  return { width, height, palette: kept.flatMap((colour) => parts(colour)), pixels: btoa(pixels) };
}

const CRC = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const sum = body.reduce((crc, byte) => (CRC[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8), 0xffffffff);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE((sum ^ 0xffffffff) >>> 0, body.length + 4);
  return framed;
}
