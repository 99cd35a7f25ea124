import type { Clock, ForgeModule } from "../forges/forge";
import type { Http } from "../http";
import type { Arrival, WantedFile } from "../model/request";
import { told } from "../model/words";
import type { Context } from "./context";
import type { Gathered } from "./gather";
import type { Inputs } from "./inputs";
import { InputError, attempt } from "./problems";
import { wantedFiles } from "./wanted-files";
import { pushProblems } from "./push-problems";
import { tagOfRelease } from "./tag";
import { locate } from "./target/locate";
import { probe, refuseToAsk } from "./target/probe";
import type { Target } from "./target/target";
import { type TokenChoice, chooseToken } from "./target/token";
import { type TokenSources, tokenSources } from "./target/token-sources";
import { type WantedThere, storedArrival, wantedAt } from "./wanted";

/** All that is needed to publish: nothing about it is open any more. */
export interface Resolved extends WantedThere {
  readonly target: Target;
  readonly token: TokenChoice;
}

export interface Resolving extends Context {
  readonly gathered: Gathered;
  /** Used only when a server has to be asked what it is, or which tag a release has. */
  readonly http: Http;
  readonly clock: Clock;
  /** Hears of the token that is chosen for a target. @throws InputError for one that is another's */
  readonly claim?: ((target: Target, token: TokenChoice) => void) | undefined;
}

/** A target as far as it can be told without a request. */
export interface Settled {
  /** Where it is, where that needs no question. */
  readonly target: Target | undefined;
  /** Ends it: asks a server what it is, or for the tag of a release, where one of these is not known. */
  resolve(): Promise<Resolved>;
}

/**
 * Puts everything together that was read, and ends with all problems at once. Nothing is sent: only what comes back
 * sends, and only where nobody has told the kind of a server, or the tag.
 *
 * @throws InputError with every problem found.
 */
export function settle(at: Resolving): Settled {
  const sources = tokenSources(at);
  const problems = [...at.problems, ...sources.problems, ...at.gathered.problems];
  const located = attempt(problems, () => locate(at));
  if (located?.kind === "known") {
    const known = settleAt(at, located, { sources, problems });
    return { target: located, resolve: () => finish(at, known) };
  }
  if (problems.length > 0 || located === undefined) throw new InputError(...problems);
  refuseToAsk(located, sources, at.http);
  const asked = async (): Promise<Resolved> =>
    finish(at, settleAt(at, await probe(located, at), { sources, problems }));
  return { target: undefined, resolve: asked };
}

/** The token for a target, of which whoever has to know of it hears. @param problems gets why there is none */
export function claimToken(
  problems: string[],
  target: Target,
  at: Pick<Resolving, "http" | "claim"> & { readonly sources: TokenSources },
): TokenChoice | undefined {
  return attempt(problems, () => {
    const chosen = chooseToken(target, at.sources, at.http);
    at.claim?.(target, chosen);
    return chosen;
  });
}

/** What is wrong with the form of `release_id` for a forge. */
export function wrongId({ release_id: id }: Pick<Inputs, "release_id">, { releaseId, title }: ForgeModule): string[] {
  return told(
    id !== undefined && !releaseId.test(id) && `release_id “${id}” is not the form that ids have on ${title}.`,
  );
}

/** A target of a known kind, with all that depends on it. */
interface SettledAt {
  readonly target: Target;
  readonly token: TokenChoice;
  readonly files: readonly WantedFile[];
  readonly arrival: Arrival | undefined;
}

/** @throws InputError */
function settleAt(
  { inputs, gathered, http, claim }: Resolving,
  target: Target,
  at: { readonly sources: TokenSources; readonly problems: readonly string[] },
): SettledAt {
  const { module } = target;
  const problems = [...at.problems, ...pushProblems(inputs, gathered.tag, target), ...wrongId(inputs, module)];
  const token = claimToken(problems, target, { ...at, http, claim });
  const files = attempt(problems, () => wantedFiles(gathered.files, module));
  const arrival = gathered.arrival && attempt(problems, () => storedArrival(gathered, module));
  if (problems.length > 0 || token === undefined || files === undefined) throw new InputError(...problems);
  return { target, token, files, arrival };
}

async function finish(at: Resolving, { target, token, files, arrival }: SettledAt): Promise<Resolved> {
  const { gathered, http } = at;
  const tag = gathered.tag ?? (await tagOfRelease(at.inputs.release_id ?? "", { target, token, http }));
  return { target, token, ...(await wantedAt(at, { target, tag, files, arrival })) };
}
