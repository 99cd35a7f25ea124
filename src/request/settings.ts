import type { InputName } from "./inputs";

/** What stands between two elements of a list. Only what is followed by `name=address` begins another link. */
const BETWEEN: Readonly<Partial<Record<InputName, RegExp>>> = {
  milestones: /,/,
  links: /,(?=[^,=]+=\s*[a-z]+:\/\/)/i,
};

/**
 * The value of a plugin setting, lists with one element a line. Woodpecker, Drone and CNB join lists with commas; what
 * has several lines is one text and stands as it is. Patterns of files take commas themselves.
 */
export function settingOf(name: InputName, value: string): string {
  const between = BETWEEN[name];
  return between === undefined || value.trim().includes("\n") ? value : value.split(between).join("\n");
}
