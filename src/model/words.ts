/** Numbers as people read them. */
export const words = { size, duration, count };

/** What there is to say: of sentences behind a condition those whose condition holds. */
export function told(...sentences: readonly (string | false)[]): string[] {
  return sentences.filter((one) => one !== false);
}

const UNITS = ["KiB", "MiB", "GiB", "TiB"];

/** Bytes: `0 bytes`, `12.3 MiB`. */
function size(bytes: number): string {
  if (bytes < 1024) return count(bytes, "byte");
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length);
  const value = bytes / 1024 ** power;
  return `${value >= 100 ? Math.round(value) : value.toFixed(1).replace(/\.0$/, "")} ${UNITS[power - 1] ?? ""}`;
}

/** Milliseconds: `0.3 s`, `2 min 5 s`. */
function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
