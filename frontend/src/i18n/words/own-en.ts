/** A household's own first page. */
import type { Messages } from "../zh";

export const ownEn: Messages["own"] = {
  title: "My home",
  none: "You have no lease. Once one is signed, your rent and your contract appear here.",
  owed: "Owed now",
  nothing: "nothing is owed",
  since: (day, months) => `since ${day}, ${months} months`,
  coming: (figure) => `${figure} yuan more are not due yet`,
  how: (code) => `Pay at the counter, or by transfer with the remark ${code}`,
  rent: "Monthly rent",
  last: "Last payment",
  never: "none yet",
  term: "Lease ends",
  left: (days) => `in ${days} days`,
  over: "is over",
  contract: "Lease",
};
