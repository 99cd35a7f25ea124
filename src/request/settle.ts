import type { Env, Pipeline } from "../ci/ci";
import type { Checkout } from "../ci/local-git";
import { ConfigError } from "../errors";
import type { ForgeModule } from "../forges/forge";
import type { Http } from "../http";
import type { Wanted } from "../model/request";
import type { Inputs } from "./inputs";
import { type Gathered, wantedOf } from "./prepare";
import { probe } from "./probe";
import type { Located, Target } from "./target";
import { type TokenChoice, type TokenSources, chooseToken } from "./token";

/** All that is needed to publish: nothing about it is open any more. */
export interface Settled {
  readonly target: Target;
  readonly token: TokenChoice;
  readonly wanted: Wanted;
}

export interface Settling {
  readonly inputs: Inputs;
  readonly pipeline: Pipeline;
  readonly located: Located;
  readonly gathered: Gathered;
  readonly sources: TokenSources;
  readonly base: string;
  readonly checkout: Checkout;
  readonly forges: readonly ForgeModule[];
  /** What is wrong already. */
  readonly problems: readonly string[];
  /** Opens the client; called only when a server has to be asked what it is. */
  readonly http: () => Http;
}

/**
 * Puts everything together that was read, and ends with all problems at once before anything is sent. Only a server
 * whose kind nobody has told is asked what it is, and only when nothing else is wrong.
 *
 * @throws ConfigError with every problem found.
 */
export async function settle(settling: Settling): Promise<Settled> {
  const { located, gathered, forges } = settling;
  const before = [...settling.problems, ...gathered.problems];
  if ("problems" in located) throw inputError([...before, ...located.problems]);
  if ("target" in located) return choose(settling, located.target, before);
  if (before.length > 0) throw inputError(before);
  const found = await probe(located.probe, forges, (base) =>
    settling.http().open({ base, credentials: {}, headers: {} }),
  );
  if ("target" in found) return choose(settling, found.target, []);
  throw inputError("problems" in found ? found.problems : []);
}

async function choose(settling: Settling, target: Target, before: readonly string[]): Promise<Settled> {
  const token = chooseToken(target, settling.sources);
  const wanted = await wantedOf({ ...settling, target });
  const problems = [
    ...before,
    ...badReleaseId(settling.inputs, target),
    ...("problems" in token ? token.problems : []),
    ...("problems" in wanted ? wanted.problems : []),
  ];
  if (problems.length > 0 || "problems" in token || "problems" in wanted) throw inputError(problems);
  return { target, token, wanted: wanted.wanted };
}

function badReleaseId({ release_id }: Inputs, { module }: Target): string[] {
  if (release_id === undefined || module.releaseId.test(release_id)) return [];
  return [`release_id “${release_id}” is not the form that ids have on ${module.title}.`];
}

function inputError(problems: readonly string[]): ConfigError {
  const [only = "", ...more] = problems;
  return new ConfigError({
    what:
      more.length === 0
        ? only
        : `${problems.length} things are wrong with the inputs:\n${problems.map((line) => `- ${line}`).join("\n")}`,
    hint: "Nothing was sent.",
  });
}

/** Whether the debugging of the CI or of this program is switched on. */
export function isDebug(env: Env): boolean {
  return env.RUNNER_DEBUG === "1" || env.CI_DEBUG_TRACE === "true";
}
