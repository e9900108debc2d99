/** What the record's life allows next, for whoever it is to do: by the events that the server offers. */
import type { ComponentType } from "react";

import { type Me, type Permission, useMay, useMe } from "../api/me";

export interface PossibleDeed<Event extends string, One> {
  readonly on: Event;
  readonly needs: Permission;
  /** Where holding the permission is not all: whose step it is. */
  readonly by?: readonly Me["roles"][number][];
  /** Whoever made it does not see it: a second person does it. */
  readonly bySecond?: true;
  readonly Deed: ComponentType<{ readonly one: One }>;
}

interface Props<Event extends string, One> {
  readonly one: One;
  readonly rules: readonly PossibleDeed<Event, One>[];
}

export function PossibleDeeds<Event extends string, One extends { readonly possible: readonly Event[]; readonly maker_id?: string | null }>({ one, rules }: Props<Event, One>) {
  const may = useMay();
  const me = useMe();
  const open = rules.filter(
    ({ on, needs, by, bySecond }) =>
      one.possible.includes(on) && may(needs) && (by === undefined || by.some((role) => me.roles.includes(role))) && !(bySecond && one.maker_id === me.person_id),
  );
  return open.map(({ Deed, on, needs }) => <Deed key={`${on} ${needs}`} one={one} />);
}
