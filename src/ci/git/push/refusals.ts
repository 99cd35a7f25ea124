import { ConflictError, PublishError } from "../../../errors";
import { AnswerError } from "../../../http";
import type { Ended } from "./program";

/** What is told of a command of git that failed. */
export interface Failing {
  /** "pushing the tag v1 to https://host/owner/repo.git" */
  readonly doing: string;
  readonly shallow: boolean;
  /** How to give the token the right to push. */
  readonly permission: string;
  /** Where the token came from. */
  readonly tokenFrom: string;
}

type Kind = "conflict" | "passing" | "refused";

/** By the words of git and of servers; the first that fits. They are English, because git runs with `LC_ALL=C`. */
const RULES: readonly (readonly [RegExp, Kind, (failing: Failing) => string])[] = [
  [/shallow update not allowed/i, "refused", () => WHOLE],
  [/stale info|already exists|fetch first|cannot lock ref|reference already exists/i, "conflict", () => ""],
  [
    /refusing to allow .* workflow|workflows? (permission|scope)/i,
    "refused",
    () => "This commit changes workflows: the token needs the right to do that (the scope workflow).",
  ],
  [
    /protected|GH006|GH013|pre-receive hook declined|hook declined|not allowed to (create|update|push)/i,
    "refused",
    () =>
      "A rule of the repository forbids this tag to this token: let its owner pass the rule, or push the tag in another way.",
  ],
  [
    /terminal prompts disabled|could not read (Username|Password)|Authentication failed|HTTP Basic: Access denied|returned error: (401|403)|denied to|permission/i,
    "refused",
    ({ permission, tokenFrom }) => `${permission} The token came from ${tokenFrom}.`,
  ],
  [
    /returned error: 404|not found|does not exist|not a valid repository/i,
    "refused",
    ({ permission }) => `Is the address right, and may the token see the repository? ${permission}`,
  ],
  [
    /redirect|returned error: 30\d/i,
    "refused",
    () => "The server sends the push elsewhere, and a token never goes along. Give the repository's own address.",
  ],
  [
    /certificate|SSL (problem|peer)|unable to get local issuer/i,
    "refused",
    () => "Set ca_file to a PEM file with the authority of this server's certificate.",
  ],
  [
    /missing (blob|tree|commit|necessary objects)|bad object|unable to read|not our ref|Could not read|promisor/i,
    "refused",
    ({ shallow }) =>
      shallow
        ? WHOLE
        : "The checkout does not hold all that the tag needs: check out without a filter (a partial clone has holes).",
  ],
  [
    /Could not resolve host|Failed to connect|Connection (refused|timed out|reset)|timed out|too slow|returned error: (408|429|5\d\d)|early EOF|RPC failed|unexpected disconnect|hung up|Empty reply/i,
    "passing",
    () => "",
  ],
];

const WHOLE =
  "The checkout is shallow: its history ends before anything that the server has. Check out all of it (actions/checkout: fetch-depth: 0; GitLab: GIT_DEPTH: 0; git fetch --unshallow).";

/** The error for a command of git that failed; one that may pass is tried again by whoever tries. */
export function refusalOf({ stdout, stderr }: Ended, failing: Failing): Error {
  const text = `${stderr}\n${stdout}`;
  const said = saidIn(text);
  const [, kind, hint] = RULES.find(([words]) => words.test(text)) ?? [];
  if (kind === "passing") return new AnswerError(failing.doing, said);
  const told = { what: `Failed ${failing.doing}.`, said: `git said: ${said}` };
  if (kind === "conflict") return new ConflictError(told);
  return new PublishError({ ...told, hint: hint?.(failing) ?? "Nothing of the release was changed." });
}

/** The lines that say something, a few of them. */
function saidIn(text: string): string {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => /^(remote:|fatal:|error:|!)/.test(line) && !/^remote:\s*$/.test(line));
  const some = lines.length === 0 ? text.split("\n").filter((line) => line.trim() !== "") : lines;
  return some.slice(0, 6).join(" ").slice(0, 1000) || "nothing";
}
