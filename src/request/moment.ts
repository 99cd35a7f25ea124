/** A date, or a date and a time with its zone. */
const FORM = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2}))?$/i;

/**
 * A moment as ISO 8601 writes it: `2026-01-31` (midnight, UTC), `2026-01-31T10:00:00Z`, `…+08:00`.
 *
 * @returns it in UTC, `2026-01-31T10:00:00.000Z`; `undefined` for what is none, a day included that no month has
 */
export function parseMoment(text: string): string | undefined {
  const found = FORM.exec(text.trim());
  if (found === null) return undefined;
  const [, year = "", month = "", day = "", hour = "00", minute = "00", second = "00", zone = "Z"] = found;
  const date = `${year}-${month}-${day}`;
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // What a calendar does not have is taken for the day after by some.
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== date) return undefined;
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const time = Date.parse(`${date}T${hour}:${minute}:${second}${offset}`);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
