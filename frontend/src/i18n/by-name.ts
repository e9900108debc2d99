/** The order of buildings, entrances and rooms: the second before the tenth. */
export const byName = (one: string, other: string): number => one.localeCompare(other, "zh-CN", { numeric: true });
