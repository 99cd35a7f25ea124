import type { Pipeline } from "../../../src/ci/ci";
import type { InputName } from "../../../src/request/inputs";
import { locate } from "../../../src/request/target/locate";
import type { Target, UnknownServer } from "../../../src/request/target/target";
import { inputs, module, pipeline } from "../builders";

/** Two kinds of forges, one of them with an API host of its own. */
export const FORGES = [module({ id: "red", hosts: ["red.test", "api.red.test"] }), module({ id: "blue" })];

export interface Case {
  readonly given?: Partial<Record<InputName, string>>;
  readonly ci?: Partial<Pipeline>;
  readonly origin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export const find = ({ given = {}, ci = {}, origin, env = {} }: Case): Target | UnknownServer =>
  locate({ inputs: inputs(given), pipeline: pipeline(ci), origin, env, forges: FORGES });

export function target(at: Case): Target {
  const located = find(at);
  if (located.kind === "known") return located;
  throw new Error(JSON.stringify(located));
}

export const RED = {
  forge: "red",
  serverUrl: "https://red.test",
  apiUrl: "https://api.red.test",
  repository: "o/r",
} as const;
export const OWN = {
  ...RED,
  serverUrl: "https://git.acme.test/red",
  apiUrl: "https://git.acme.test/red/api/v3",
} as const;
