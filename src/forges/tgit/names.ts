import { BEYOND_ASCII, SPECIAL, escapeName, readableName } from "../../model/names";

/** The server drops special signs and does not name them: letters of any script, digits, `_`, `.` and `-` are none. */
export function storedName(name: string): string {
  return readableName(name, SPECIAL);
}

/** The name for a server that drops other letters than plain ones, too. */
export function plainName(name: string): string {
  return readableName(name, BEYOND_ASCII);
}

export function plainerNames(name: string): string[] {
  return [plainName(name)].filter((one) => one !== storedName(name));
}

/** The name that earlier versions of this program gave. */
export function earlierNames(name: string): string[] {
  return [escapeName(name, BEYOND_ASCII)].filter((one) => one !== name);
}
