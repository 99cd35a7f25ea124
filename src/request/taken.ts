import type { DoorsRead, Given } from "./doors";
import { INPUT_LIST, type Input, type InputName } from "./inputs";

/** Lines for the log: which inputs were taken from outside, through which door, and the values that anybody may read. */
export function takenInputs({ given, tokenEnv }: Pick<DoorsRead, "given" | "tokenEnv">): string[] {
  const doors = new Map<string, string[]>();
  const add = (door: string, name: string): void => {
    doors.set(door, [...(doors.get(door) ?? []), name]);
  };
  const values: string[] = [];
  for (const [name, input] of INPUT_LIST) {
    const one = given.get(name);
    if (one === undefined || input.internal === true) continue;
    add(doorOf(name, one), name);
    if (isPublic(name, input)) values.push(`${name}: ${one.value.trim()}`);
  }
  if (tokenEnv !== undefined) add("--token-env", "token");
  if (doors.size === 0) return [];
  const names = [...doors].map(([door, some]) => `${some.join(", ")} (${door})`);
  return [`inputs: ${names.join(", ")}`, ...(values.length === 0 ? [] : [`their values: ${values.join(", ")}`])];
}

function doorOf(name: InputName, { door, source }: Given): string {
  switch (door) {
    case "with":
      return source === name ? "with:" : `with: ${source}`;
    case "settings":
      return "settings:";
    case "environment":
    case "flag":
      return source;
    case "word":
      return "the command line";
    default:
      return door satisfies never;
  }
}

/** Words, numbers and switches; and of the texts the tag alone, which the release shows anyway. */
function isPublic(name: InputName, { kind }: Input): boolean {
  return ["boolean", "optional", "choice", "number"].includes(kind) || name === "tag_name";
}
