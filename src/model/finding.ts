import { explain, exitCodeOf } from "../errors";

/** How a check ended. */
export type Status = "ok" | "warning" | "wrong" | "unknown";

/** What is checked, in the order in which it is told. */
const ORDER = [
  ...(["ci", "node", "checkout", "outputs", "server", "proxy", "certificate", "clock", "token"] as const),
  ...(["repository", "rights", "tag", "release", "notes", "files", "inputs"] as const),
] as const;

export type Check = (typeof ORDER)[number];

/** What a check found, and what to do about it. */
export interface Finding {
  readonly check: Check;
  readonly status: Status;
  readonly message: string;
  readonly remedy?: string | undefined;
  /** Of what is wrong: the exit code of a run that meets it. */
  readonly exitCode?: number;
}

/** What was found at one target; without an address it is about all of them. */
export interface Examined {
  readonly address: string | undefined;
  /** What is wrong there fails nothing else. */
  readonly optional: boolean;
  readonly findings: readonly Finding[];
}

export function ok(check: Check, message: string): Finding {
  return { check, status: "ok", message };
}

export function warning(check: Check, message: string, remedy?: string): Finding {
  return { check, status: "warning", ...(remedy === undefined ? split(check, message) : { message, remedy }) };
}

export function unknown(check: Check, message: string, remedy?: string): Finding {
  return { check, status: "unknown", ...(remedy === undefined ? split(check, message) : { message, remedy }) };
}

/** A sentence about an input, which says in its further sentences what to do. */
export function wrongInput(check: Check, problem: string): Finding {
  return { check, status: "wrong", ...split(check, problem), exitCode: 2 };
}

/** What a run would have ended with. */
export function wrong(check: Check, error: unknown): Finding {
  return { check, status: "wrong", ...toldOf(check, error), exitCode: exitCodeOf(error) };
}

/** What a server said, where that says nothing about what was to be known. */
export function untold(check: Check, error: unknown): Finding {
  return { check, status: "unknown", ...toldOf(check, error) };
}

function toldOf(check: Check, error: unknown): Pick<Finding, "message" | "remedy"> {
  const { told, hint } = explain(error);
  // A check changes nothing at all.
  const remedy = hint?.replace(/^Nothing was (changed|sent)\.\s*/, "");
  return remedy === undefined || remedy === "" ? split(check, told.join(" ")) : { message: told.join(" "), remedy };
}

/** What begins a sentence that says what to do. */
const ADVICE =
  /(?<=[.!?”)"]\s)(?=(?:Add|Build|Check|Choose|Correct|Delete|Give|Give it|Leave|Let|Make|Mend|Move|Name|Or|Pack|Push|Put|Quote|Remove|Rename|Replace|Run|Say|Set|Shorten|Split|Start|Take|Use|Wait|Write)\b|(?:\S+ is set, so set|HEAD is) )/;

/** What is so, and behind it what to do about it, where the sentences say that. */
function split(check: Check, text: string): Pick<Finding, "message" | "remedy"> {
  const at = ADVICE.exec(text)?.index;
  if (at === undefined) return { message: text, remedy: OTHERWISE[check] ?? SEE };
  return { message: text.slice(0, at).trim(), remedy: text.slice(at) };
}

const SEE = "See docs/commands/doctor.md.";

/** What to do where nothing better is known. */
const OTHERWISE: Partial<Readonly<Record<Check, string>>> = {
  files: "Check the pattern, and whether the build has left the file there.",
  inputs: "Correct it: forge-release --help says what each input takes.",
  notes: "Give the notes as a text file of this checkout, or leave them out.",
  outputs: "Name another file.",
  tag: "Push the tag, or set tag_name to one that is there.",
  release: "Look at the release on its page, and set the inputs to fit.",
  token: "Make a new token, and give it by its variable.",
};

/** In the order in which they are told; what is fine is left out where the same check found something wrong as well. */
export function arranged(findings: readonly Finding[]): Finding[] {
  const bad = new Set(findings.filter(({ status }) => status === "wrong").map(({ check }) => check));
  const kept = findings.filter(({ check, status }) => status !== "ok" || !bad.has(check));
  return ORDER.flatMap((check) => kept.filter((one) => one.check === check));
}

/** 2 for wrong inputs, 1 for what a forge says; what is wrong at an optional target counts for nothing. */
export function exitCodeFor(examined: readonly Examined[]): number {
  const codes = examined
    .filter(({ optional }) => !optional)
    .flatMap(({ findings }) => findings.map(({ exitCode = 0 }) => exitCode));
  return codes.includes(2) ? 2 : Math.max(0, ...codes);
}
