import type { Env, Pipeline } from "../ci/ci";
import type { Checkout } from "../ci/git/checkout";
import { ConfigError } from "../errors";
import type { Clock, ForgeModule } from "../forges/forge";
import type { Http } from "../http";
import type { Wanted } from "../model/request";
import type { Inputs } from "./inputs";
import { tagOfRelease } from "./named-release";
import { type Gathered, wantedOf } from "./prepare";
import { probe } from "./probe";
import { familyOf } from "./hosts";
import { noTokenToAsk } from "./no-token";
import type { Located, Target, Unknown } from "./target";
import { type Route, type TokenChoice, type TokenSources, chooseToken } from "./token";

/** All that is needed to publish: nothing about it is open any more. */
export interface Settled {
  readonly target: Target;
  readonly token: TokenChoice;
  readonly wanted: Wanted;
  /** Lines of the log about how it was found. */
  readonly told: readonly string[];
}

export interface Settling {
  readonly inputs: Inputs;
  readonly pipeline: Pipeline;
  readonly located: Located;
  readonly gathered: Gathered;
  readonly sources: TokenSources & { readonly problems: readonly string[] };
  readonly checkout: Checkout;
  readonly workspace: string | undefined;
  readonly forges: readonly ForgeModule[];
  /** What is wrong already. */
  readonly problems: readonly string[];
  /** Opens the client; called only when a server has to be asked what it is. */
  readonly http: () => Http;
  readonly clock: Clock;
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
  const unusable = before.length > 0 ? [] : withoutToken(settling, located.probe);
  if (before.length > 0 || unusable.length > 0) throw inputError([...before, ...unusable]);
  const found = await probe(located.probe, forges, (base) =>
    settling.http().open({ base, credentials: {}, headers: {}, quick: true }),
  );
  if ("target" in found) return choose(settling, found.target, []);
  throw inputError("problems" in found ? found.problems : []);
}

/** A host is asked only when a token for it could be used at all; why none could, otherwise. */
function withoutToken({ sources, http }: Settling, unknown: Unknown): readonly string[] {
  const found = unknown.candidates.map(unknown.complete);
  const targets = found.flatMap((located) => ("target" in located ? [located.target] : []));
  const choices = targets.map((target) => chooseToken(target, sources, http()));
  const refused = choices.flatMap((choice) => ("problems" in choice ? [choice] : []));
  if (refused.length < choices.length) return [];
  const [first] = refused;
  // No kind that it can be takes the repository's name.
  if (first === undefined)
    return [...new Set(found.flatMap((located) => ("problems" in located ? located.problems : [])))];
  const isOneKind = new Set(targets.map(({ module }) => familyOf(module))).size === 1;
  const unfit = refused.find(({ none }) => !none) ?? (isOneKind ? first : undefined);
  return unfit?.problems ?? [noTokenToAsk(unknown, sources)];
}

async function choose(settling: Settling, target: Target, before: readonly string[]): Promise<Settled> {
  const token = chooseToken(target, settling.sources, route(settling));
  const wanted = await wantedOf({ ...settling, target });
  // A token that was named and is not there is told already.
  const told = "problems" in token && token.none && settling.sources.problems.length > 0;
  const problems = [
    ...before,
    ...badReleaseId(settling.inputs, target),
    ...("problems" in token && !told ? token.problems : []),
    ...("problems" in wanted ? wanted.problems : []),
  ];
  if (problems.length > 0 || "problems" in token || "problems" in wanted) throw inputError(problems);
  const { inputs, gathered, http, clock } = settling;
  if (gathered.tag !== "" || inputs.release_id === undefined) return { target, token, ...wanted };
  const tag = await tagOfRelease(inputs.release_id, { target, token, http: http(), clock });
  const named = await wantedOf({ ...settling, target, gathered: { ...gathered, tag } });
  if ("problems" in named) throw inputError(named.problems);
  return { target, token, ...named, told: [`the release ${inputs.release_id} has the tag ${tag}`, ...named.told] };
}

/** The client tells which addresses stay here; one that cannot be opened is a problem already. */
function route({ http, problems }: Settling): Route {
  return problems.length === 0 ? http() : { staysHere: () => true };
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
