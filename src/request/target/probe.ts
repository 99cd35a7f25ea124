import { CancelledError, ConfigError } from "../../errors";
import type { ForgeModule } from "../../forges/forge";
import { type Answer, type Api, type Http, neverReached } from "../../http";
import { InputError, attempt } from "../problems";
import { familyOf } from "./hosts";
import type { Target, UnknownServer } from "./target";
import { NoTokenError, type Route, chooseToken, noTokenToAsk } from "./token";
import type { TokenSources } from "./token-sources";

/**
 * Asks an unknown server which kind it is, without a token.
 *
 * @throws ConfigError when none recognises itself, PublishError when the server cannot be reached at all.
 */
export async function probe<T>(
  unknown: Pick<UnknownServer, "serverUrl" | "by" | "otherwise" | "hint"> & {
    readonly complete: (module: ForgeModule) => T;
  },
  { forges, http }: { readonly forges: readonly ForgeModule[]; readonly http: Http },
): Promise<T> {
  const api = http.open({ base: unknown.serverUrl, credentials: {}, headers: {}, quick: true });
  // Forges of one family are told apart by the same answer.
  const answers = new Map<string, Answer | undefined>();
  const troubles: unknown[] = [];
  for (const module of forges) {
    if (module.probe === undefined) continue;
    const at = unknown.serverUrl + module.probe.path;
    if (!answers.has(at)) {
      const answer = ask(api, at).catch((error: unknown) => {
        // Where nothing answers one question, nothing answers the others.
        if (error instanceof CancelledError || neverReached(error)) throw error;
        troubles.push(error);
        return undefined;
      });
      answers.set(at, await answer);
    }
    const answer = answers.get(at);
    if (answer === undefined) continue;
    if (module.probe.recognises(answer.status, answer.body(), answer.headers)) return unknown.complete(module);
  }
  const asked = [...answers.keys()];
  // One that answers, and is none of those that can be asked, is taken for what it was said to be.
  if (unknown.otherwise !== undefined && troubles.length < asked.length) return unknown.complete(unknown.otherwise);
  // No answer to any question is not a question of the kind.
  if (troubles.length === asked.length) throw troubles[0];
  throw new ConfigError({
    what: `It is not known what kind of forge ${unknown.serverUrl} is (${unknown.by}).`,
    said: `Asked without a token: ${asked.join(", ")}.`,
    hint: unknown.hint,
  });
}

/** The same, where a token for it could be used at all. @throws InputError why none could */
export function askServer(
  unknown: UnknownServer,
  at: { readonly forges: readonly ForgeModule[]; readonly http: Http; readonly sources: TokenSources },
): Promise<Target> {
  refuseToAsk(unknown, at.sources, at.http);
  return probe(unknown, at);
}

/** A host is asked only when a token for it could be used at all. @throws InputError why none could. */
export function refuseToAsk(unknown: UnknownServer, sources: TokenSources, route: Route): void {
  const wrong: string[] = [];
  const targets = unknown.candidates.flatMap((module) => attempt(wrong, () => unknown.complete(module)) ?? []);
  // No kind that it can be takes the repository's name.
  if (targets.length === 0) throw new InputError(...new Set(wrong));
  const refusals = targets.map((target) => errorOf(() => chooseToken(target, sources, route)));
  if (refusals.includes(undefined)) return;
  const unfit = refusals.find((refusal) => !(refusal instanceof NoTokenError));
  const isOneKind = new Set(targets.map(({ module }) => familyOf(module))).size === 1;
  throw (
    unfit ??
    (isOneKind ? refusals[0] : undefined) ??
    new InputError(noTokenToAsk({ ...unknown, trusted: targets.some(({ trusted }) => trusted) }, sources))
  );
}

function errorOf(choose: () => unknown): InputError | undefined {
  try {
    choose();
    return undefined;
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

function ask(api: Api, at: string): Promise<Answer> {
  return api.call({ doing: `asking what kind of forge is at ${new URL(at).origin}`, method: "GET", at, accept: ANY });
}

/** Statuses that say something about the server; the others are tried again first. */
const ANY = Array.from({ length: 300 }, (_, index) => 200 + index);
