/**
 * A time as servers print it, with or without a colon in its zone, in milliseconds since the epoch; `undefined` where they
 * print none, or none that can be read.
 */
export function readMoment(text: string | undefined): number | undefined {
  if (text === undefined || text === "") return undefined;
  const time = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
  return Number.isNaN(time) || time <= 0 ? undefined : time;
}
