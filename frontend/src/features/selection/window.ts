/** Which window the clerk sits at: said once a machine. */
import { useState } from "react";

import { keep, kept } from "../../storage/kept";
import type { Turn } from "./queries";

const KEPT_AS = "anju.window";

export function useWindow(): readonly [string, (name: string) => void] {
  const [name, setName] = useState(() => kept(KEPT_AS) ?? "");
  return [
    name,
    (next) => {
      keep(KEPT_AS, next);
      setName(next);
    },
  ];
}

/** Of those who were called, the one at this window. */
export const turnAt = (called: readonly Turn[], window: string): Turn | undefined => called.find(({ desk }) => (desk ?? "") === window);
