/**
 * A name in the signs that a store takes. Whatever else it holds is written as `_z` + hexadecimal code points + `_`, and
 * a `_` that would be read as the beginning of one likewise: no two names become one. `my app.txt` → `my_z20_app.txt`.
 *
 * @param foreign matches one sign that the store does not take
 */
export function escapeName(name: string, foreign: RegExp): string {
  let escaped = "";
  let run: string[] = [];
  const flush = (): void => {
    if (run.length > 0) escaped += `_z${run.join(".")}_`;
    run = [];
  };
  const signs = [...name];
  for (const [at, sign] of signs.entries()) {
    const opens = sign === "_" && /^z[0-9a-f-]/.test(`${signs[at + 1] ?? ""}${signs[at + 2] ?? ""}`);
    if (opens || foreign.test(sign)) run.push((sign.codePointAt(0) ?? 0).toString(16));
    else {
      flush();
      escaped += sign;
    }
  }
  flush();
  return shortened(escaped);
}

/** Stores take names of 255 bytes; a package version carries a mark of its own at its end. */
const LONGEST = 200;

function shortened(name: string): string {
  return name.length <= LONGEST ? name : `_z-${checksum(name)}_${name.slice(name.length - LONGEST)}`;
}

/** Tells long names apart that end alike; nothing depends on its strength. */
export function checksum(text: string): string {
  let sum = 0;
  for (const sign of text) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 281_474_976_710_597;
  return sum.toString(36);
}
