import { IMPOSSIBLE, readableName } from "../../model/names";

/** The name under which CNB stores a file: as it is, spaces and every script included. */
export function storedName(name: string): string {
  return IMPOSSIBLE.test(name) ? readableName(name, IMPOSSIBLE) : name;
}
