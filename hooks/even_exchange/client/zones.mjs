// A value and its reach -> the zones it lies in.
import { tidy } from "./numbers.mjs";

/** The zone of a value, and those of a reach below and above where they are others. */
export function zonesOf(zones, value, reach) {
  const zoneOf = (value) => zones.findLast((zone, at) => tidy(value) >= zone.low || !at).id;
  const zone = zoneOf(value);
  return [zone, [zoneOf(value - reach), zoneOf(value + reach)].filter((near) => near !== zone)];
}
