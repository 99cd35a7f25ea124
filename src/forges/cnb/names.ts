import { escapeName } from "../../model/names";

/** What a file name on CNB cannot hold: what separates folders, and what nobody can see. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const FOREIGN = /[/\\\x00-\x1f\x7f]/;

/** The name under which CNB stores a file: as it is, spaces and every script included. */
export function storedName(name: string): string {
  return FOREIGN.test(name) ? escapeName(name, FOREIGN) : name;
}
