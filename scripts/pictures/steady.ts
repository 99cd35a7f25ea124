/* eslint-disable no-control-regex -- colours of a terminal are what is read */
/**
 * What differs from run to run, as it would be on a usual line: ports, durations, speeds, the order in which uploads end.
 * A second run then draws the same picture.
 */
export function steady(text: string, servers: Readonly<Record<string, string>>): string {
  const named = Object.entries(servers).reduce((all, [from, to]) => all.replaceAll(from, to), text);
  return sorted(named.split("\n"))
    .map((line) =>
      line
        .replace(UPLOAD, (_, size: string, unit: string) => paced(Number(size), unit))
        .replace(
          /, \d+(?:\.\d)? s(?=\x1b| →|$)/,
          line.includes(" → http") || /^\S+ \S+ on /.test(line) ? ", 2.1 s" : ", 0.3 s",
        )
        .replace(/took \d+(?:\.\d)? s/, "took 2.1 s"),
    )
    .join("\n");
}

const UPLOAD = /, ([\d.]+) (bytes?|KiB|MiB), [\d.]+ s, [\d.]+ \S+\/s$/;

/** KiB a second. */
const PACE = 560;

function paced(size: number, unit: string): string {
  const kib = unit === "MiB" ? size * 1024 : unit === "KiB" ? size : size / 1024;
  const seconds = Math.max(0.2, Math.round((kib / PACE) * 10) / 10);
  const speed = kib / seconds;
  const told =
    speed < 1 ? `${Math.round(speed * 1024)} bytes` : `${speed < 100 ? speed.toFixed(1) : Math.round(speed)} KiB`;
  return `, ${size} ${unit}, ${seconds.toFixed(1)} s, ${told}/s`;
}

/** Uploads that end side by side, by name. */
function sorted(lines: readonly string[]): string[] {
  const isUpload = (line: string | undefined): boolean => /^(?:\x1b\[\d+m)*uploaded /.test(line ?? "");
  const all: string[] = [];
  for (const line of lines) {
    let at = all.length;
    if (isUpload(line)) while (at > 0 && isUpload(all[at - 1]) && (all[at - 1] ?? "") > line) at -= 1;
    all.splice(at, 0, line);
  }
  return all;
}
