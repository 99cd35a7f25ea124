const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Longer than any release lives. Milliseconds. */
const LONGEST = 36_525 * 86_400_000;

/** How people write how long something is: `6h`, `90m`, `1h30m`, `2d`, `0`. Milliseconds; `undefined` for anything else. */
export function parseDuration(text: string): number | undefined {
  const plain = text.trim().toLowerCase();
  if (plain === "0") return 0;
  if (plain.length > 40 || !/^(\d{1,9}(\.\d{1,3})?\s*[smhdw]\s*)+$/.test(plain)) return undefined;
  let sum = 0;
  for (const [, number = "", unit = ""] of plain.matchAll(/(\d+(?:\.\d+)?)\s*([smhdw])/g))
    sum += Number(number) * (UNITS[unit] ?? 0);
  return sum <= LONGEST ? Math.round(sum) : undefined;
}

/** `6 hours`, `90 minutes`: in the largest unit that needs no fraction. */
export function durationWords(milliseconds: number): string {
  const [unit, size] = (
    [
      ["day", 86_400_000],
      ["hour", 3_600_000],
      ["minute", 60_000],
    ] as const
  ).find(([, one]) => milliseconds >= one && milliseconds % one === 0) ?? ["second", 1000];
  const number = Math.round(milliseconds / size);
  return `${number} ${unit}${number === 1 ? "" : "s"}`;
}
