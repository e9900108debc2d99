import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import { renderPart } from "../../testing/render";
import { server } from "../../testing/server";
import { SheetForm } from "./sheet-form";

it("sends the rows of the sheet as they were filled in", async () => {
  let sent: unknown;
  server.use(
    http.post("*/v1/handovers", async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json({}, { status: 201 });
    }),
  );
  renderPart(<SheetForm place={{ lease_id: "l", unit_id: "u", kind: "check_in" }} before={undefined} onLeave={() => undefined} />);
  await userEvent.type(await screen.findByLabelText("水表底数"), "12.5");
  await userEvent.type(screen.getByLabelText("应有"), "6");
  await userEvent.type(screen.getByLabelText("实点"), "5");
  await userEvent.type(screen.getByLabelText("设施名称"), "入户门");
  await userEvent.click(screen.getByRole("button", { name: "存交接单" }));
  await waitFor(() =>
    expect(sent).toMatchObject({
      kind: "check_in",
      meters: [{ kind: "water", reading: "12.5" }],
      keys: [{ kind: "door", expected: 6, counted: 5 }],
      fittings: [{ item: "入户门", count: 1, condition: "intact" }],
    }),
  );
});
