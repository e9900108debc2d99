/** Whether the tour is to be shown: once for every role that a person comes to hold at this machine. */
import { useLocation } from "@tanstack/react-router";
import { useState } from "react";

import type { Me } from "../../api/me";
import { keep, kept } from "../../storage/kept";

const KEPT_AS = "anju.tour.seen";
/** Nobody at this machine needs it. */
const EVERYBODY = "all";

export function useTouring({ roles }: Me): [touring: boolean, set: (touring: boolean) => void] {
  const { pathname } = useLocation();
  const [touring, setTouring] = useState(() => {
    const seen = (kept(KEPT_AS) ?? "").split(",");
    return pathname === "/" && !seen.includes(EVERYBODY) && roles.some((role) => !seen.includes(role));
  });
  const set = (next: boolean) => {
    setTouring(next);
    if (next) return;
    const seen = (kept(KEPT_AS) ?? "").split(",").filter(Boolean);
    keep(KEPT_AS, [...new Set([...seen, ...roles])].join(","));
  };
  return [touring, set];
}
