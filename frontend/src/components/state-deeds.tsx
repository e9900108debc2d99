/** What can be done with a record in the state it is in, by whoever may do it: a table, not branches. */
import type { ComponentType } from "react";

import { type Permission, useMay, useMe } from "../api/me";

export interface DeedRule<State extends string, One> {
  readonly in: readonly State[];
  readonly needs: Permission;
  /** Whoever made it does not see it: a second person does it. */
  readonly bySecond?: true;
  readonly Deed: ComponentType<{ readonly one: One }>;
}

interface Props<State extends string, One> {
  readonly one: One;
  readonly rules: readonly DeedRule<State, One>[];
}

export function StateDeeds<State extends string, One extends { readonly state: State; readonly maker_id: string | null }>({ one, rules }: Props<State, One>) {
  const may = useMay();
  const me = useMe();
  const open = rules.filter((rule) => rule.in.includes(one.state) && may(rule.needs) && !(rule.bySecond && one.maker_id === me.person_id));
  return open.map(({ Deed, needs, in: among }) => <Deed key={`${needs} ${among.join(" ")}`} one={one} />);
}
