/** The homes that a household may choose, as doors by building and floor, the lowest first. */
import { byName } from "../../i18n/by-name";
import { useMessages } from "../../i18n/language";
import type { Home } from "./queries";
import styles from "./selection.module.css";

interface Props {
  readonly homes: readonly Home[];
  readonly chosen: string | undefined;
  readonly onChoose: (unitId: string) => void;
}

export function HomesGrid({ homes, chosen, onChoose }: Props) {
  const { rounds, homes: words } = useMessages();
  const buildings = [...new Set(homes.map(({ building }) => building))].toSorted(byName);
  return (
    <div className={styles.homes}>
      {buildings.map((building) => (
        <section key={building}>
          <h3>{rounds.units.building(building)}</h3>
          <div className={styles.doors}>
            {inFloors(homes.filter((home) => home.building === building)).map(({ unit_id: id, entrance, room, layout, area_m2: area, floor, has_lift: lift }) => (
              <button key={id} type="button" className={styles.door} aria-pressed={id === chosen} aria-label={words.address(building, entrance, room)} onClick={() => onChoose(id)}>
                <b>
                  {entrance}-{room}
                </b>
                <small>
                  {layout} {area}㎡
                </small>
                <small>
                  {floor !== null && rounds.desk.floorOf(floor)}
                  {lift === true && ` ${rounds.units.lift}`}
                </small>
              </button>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

const inFloors = (homes: readonly Home[]) => homes.toSorted((one, other) => (one.floor ?? 0) - (other.floor ?? 0) || one.code.localeCompare(other.code));
