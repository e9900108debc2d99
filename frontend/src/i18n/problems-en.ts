/** What refusals say: what, why, way out. A code without a text does not compile; each subject has its file in problems/. */
import type { ProblemCode } from "../api/problem";
import { allocationEn } from "./problems/allocation-en";
import { booksEn } from "./problems/books-en";
import { homesEn } from "./problems/homes-en";
import { leasesEn } from "./problems/leases-en";
import { leavingEn } from "./problems/leaving-en";
import { rentEn } from "./problems/rent-en";
import { requestsEn } from "./problems/requests-en";
import { settlementEn } from "./problems/settlement-en";

export const problemsEn: Readonly<Record<ProblemCode, string>> = {
  ...allocationEn,
  ...booksEn,
  ...homesEn,
  ...leasesEn,
  ...leavingEn,
  ...rentEn,
  ...requestsEn,
  ...settlementEn,
};
