/** 带我看一遍: what waits, how to find, where to go, and what this role comes here to do. */
import { Tour } from "antd";

import type { Me } from "../../api/me";
import { useMessages } from "../../i18n/language";
import type { Messages } from "../../i18n/zh";

type Step = keyof Messages["office"]["help"]["steps"];

const PLACES: Readonly<Record<Step, string>> = {
  duties: "header a[href='/duties']",
  find: "header [aria-keyshortcuts]",
  nav: "#navigation",
  board: "#navigation a[href='/board']",
  month: "#navigation a[href='/month']",
  counter: "#navigation a[href='/counter']",
  approvals: "#navigation a[href='/approvals']",
  audits: "#navigation a[href='/audit-tests']",
  people: "#navigation a[href='/people']",
};

const OWN: Readonly<Record<Me["roles"][number], readonly Step[]>> = {
  purchaser_officer: ["month", "board"],
  purchaser_approver: ["approvals", "month"],
  front_desk: ["board"],
  cashier: ["counter", "month"],
  inspector: ["board"],
  maintenance: ["board"],
  operator_manager: ["month", "counter"],
  finance_officer: ["month", "approvals"],
  auditor: ["audits"],
  evaluator: [],
  tenant: [],
  administrator: ["people"],
};

export function RoleTour({ me, onClose }: { readonly me: Me; readonly onClose: () => void }) {
  const { office } = useMessages();
  const words = office.help;
  const keys = [...new Set<Step>(["duties", "find", "nav", ...me.roles.flatMap((role) => OWN[role])])];
  return (
    <Tour
      open
      gap={{ offset: 3, radius: 4 }}
      onClose={onClose}
      onFinish={onClose}
      steps={keys.map((key, at) => ({
        title: words.steps[key][0],
        description: words.steps[key][1],
        target: () => document.querySelector<HTMLElement>(PLACES[key]) ?? document.body,
        nextButtonProps: { children: at === keys.length - 1 ? words.finish : words.next },
        prevButtonProps: { children: words.previous },
      }))}
    />
  );
}
