/** 拒绝的话：什么不行，为什么，怎么办。每个代码都要有，缺一个就不能编译；一事一个文件，在 problems/ 里。 */
import type { ProblemCode } from "../api/problem";
import { allocationZh } from "./problems/allocation-zh";
import { booksZh } from "./problems/books-zh";
import { homesZh } from "./problems/homes-zh";
import { leasesZh } from "./problems/leases-zh";
import { leavingZh } from "./problems/leaving-zh";
import { rentZh } from "./problems/rent-zh";
import { requestsZh } from "./problems/requests-zh";
import { settlementZh } from "./problems/settlement-zh";

export const problemsZh: Readonly<Record<ProblemCode, string>> = {
  ...allocationZh,
  ...booksZh,
  ...homesZh,
  ...leasesZh,
  ...leavingZh,
  ...rentZh,
  ...requestsZh,
  ...settlementZh,
};
