/** Before every test file: the mocked network, and what jsdom lacks. */
import "@testing-library/jest-dom/vitest";

import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach } from "vitest";

import { fetchCatalogue } from "../i18n/language";
import { server } from "./server";

// A page is fetched when it is first shown, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 10_000 });

// Before any test module is loaded: a client may keep the fetch it finds at import.
server.listen({ onUnhandledRequest: "error" });

// Both languages are there, as if each had been chosen once.
await Promise.all([fetchCatalogue("zh-CN"), fetchCatalogue("en")]);

// Nobody is shown round in tests; the browser's journeys try that.
const unguided = () => localStorage.setItem("anju.tour.seen", "all");
unguided();

afterEach(() => {
  cleanup();
  server.resetHandlers();
  localStorage.clear();
  unguided();
});
afterAll(() => server.close());

// A warning is a fault: of React, of the router, of Ant Design.
const fault = (...words: unknown[]) => {
  throw new Error(words.map(String).join(" "));
};
Object.assign(console, { error: fault, warn: fault });

Object.assign(globalThis, {
  matchMedia: (media: string) => ({
    media,
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }),
  scrollTo: () => undefined,
  // A stream on which nothing comes: whoever listens must ask instead.
  EventSource: class {
    addEventListener = () => undefined;
    close = () => undefined;
  },
  ResizeObserver: class {
    observe = () => undefined;
    unobserve = () => undefined;
    disconnect = () => undefined;
  },
});

HTMLDialogElement.prototype.showModal = function open(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement) {
  this.open = false;
};

const { getComputedStyle } = globalThis;
globalThis.getComputedStyle = (element) => getComputedStyle(element);
