/** The calendar: the State Council's holidays and worked weekends, and the authority's own days. */
import { api, client } from "../../api/client";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Day = Schemas["DayOut"];
export type LocalDayIn = Schemas["LocalDayIn"];

export const calendarQuery = (year: number) => api.queryOptions("get", "/v1/calendar/{year}", { params: { path: { year } } });

export const deadlineQuery = (from: string, workdays: number) => api.queryOptions("get", "/v1/calendar/deadline", { params: { query: { from, workdays } } });

export interface Notice {
  number: string;
  file?: readonly File[];
}

export async function uploadNotice(year: number, { number, file: [file] = [] }: Notice) {
  const form = new FormData();
  form.set("year", String(year));
  form.set("number", number);
  // Without a file the server is the one to say so.
  if (file) form.set("file", file);
  await client.POST("/v1/calendar/notice-files", { body: { year, number, file: file?.name ?? "" }, bodySerializer: () => form });
}

export async function setLocalDay(body: LocalDayIn) {
  await client.POST("/v1/calendar/local-days", { body });
}
