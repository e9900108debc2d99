/** Units, one a row: where, how large, at what price, in what state. */
import { Link } from "@tanstack/react-router";

import type { Column } from "../../components/data-table";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Unit, UnitState } from "./queries";

export const TONES: Readonly<Partial<Record<UnitState, Tone>>> = { leased: "good", notice: "waiting", turnover: "waiting" };

export function useUnitColumns(): readonly Column<Unit>[] {
  const { homes } = useMessages();
  const words = homes.units;
  const format = useFormat();
  return [
    { key: "home", title: words.home, cell: (row) => <span className="nw">{homes.address(row.building, row.entrance, row.room)}</span> },
    {
      key: "code",
      title: words.code,
      cell: (row) => (
        <Link to="/units/$unitId" params={{ unitId: row.id }} className="nw">
          {row.code}
        </Link>
      ),
    },
    { key: "layout", title: words.layout, cell: (row) => row.layout },
    { key: "area", title: words.area, align: "end", cell: (row) => row.area_m2 },
    { key: "price", title: words.price, align: "end", cell: (row) => format.decimal(row.price_per_m2) },
    { key: "since", title: words.since, cell: (row) => <span className="nw">{row.vacant_since}</span> },
    { key: "state", title: words.state, cell: (row) => <StatusBadge tone={TONES[row.state] ?? "plain"}>{homes.unitState[row.state]}</StatusBadge> },
  ];
}
