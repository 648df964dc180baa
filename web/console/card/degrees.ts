/** Angles and houses as astrologers write them. Pure. */

const MINUTES = 60;
const ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"] as const;

/** «1°47′», rounded down: nothing stands in the thirtieth degree of its sign. */
export function degreeText(degree: number): string {
  // Longitudes travel with four digits: a whole minute may come as a hair less.
  const minutes = Math.floor(degree * MINUTES + 0.005);
  return `${Math.floor(minutes / MINUTES)}°${String(minutes % MINUTES).padStart(2, "0")}′`;
}

/** Of the first to the twelfth house. */
export const romanText = (house: number): string => ROMAN[house - 1] ?? String(house);
