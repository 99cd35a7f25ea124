import { CancelledError, ConfigError } from "../../errors";
import type { ForgeModule } from "../../forges/forge";
import { type Answer, type Api, type Http, neverReached } from "../../http";
import { InputError, attempt } from "../problems";
import { familyOf } from "./hosts";
import type { Target, UnknownServer } from "./target";
import { NoTokenError, type Route, chooseToken, noTokenToAsk } from "./token";
import type { TokenSources } from "./token-sources";

/**
 * Asks an unknown server which kind it is, without a token: first whether it is what it was said to be. One after the
 * other, as the first that recognises itself ends it; where all have to say no they are asked at the same time.
 *
 * @throws ConfigError when none recognises itself, PublishError when the server cannot be reached at all.
 */
export async function probe<T>(
  unknown: Pick<UnknownServer, "serverUrl" | "by" | "otherwise" | "hint"> &
    Partial<Pick<UnknownServer, "candidates">> & { readonly complete: (module: ForgeModule) => T },
  { forges, http }: { readonly forges: readonly ForgeModule[]; readonly http: Http },
): Promise<T> {
  const { serverUrl, candidates = [], otherwise } = unknown;
  const api = http.open({ base: serverUrl, credentials: {}, headers: {}, quick: true });
  // Forges of one family are told apart by the same answer.
  const asked = new Map<string, Promise<Answer | { readonly trouble: unknown }>>();
  const askOnce = (at: string): Promise<Answer | { readonly trouble: unknown }> => {
    const asking = asked.get(at) ?? ask(api, at, otherwise !== undefined);
    asked.set(at, asking);
    return asking;
  };
  const questions = [...new Set([...candidates, ...forges])].flatMap((module) =>
    module.probe === undefined ? [] : [{ module, at: serverUrl + module.probe.path, probe: module.probe }],
  );
  if (otherwise !== undefined) await Promise.all(questions.map(({ at }) => askOnce(at)));
  for (const { module, at, probe } of questions) {
    const answer = await askOnce(at);
    if ("trouble" in answer) continue;
    if (probe.recognises(answer.status, answer.body(), answer.headers)) return unknown.complete(module);
  }
  const heard = await Promise.all(asked.values());
  const troubles = heard.flatMap((one) => ("trouble" in one ? [one.trouble] : []));
  // One that answers, and is none of those that can be asked, is taken for what it was said to be.
  if (otherwise !== undefined && troubles.length < asked.size) return unknown.complete(otherwise);
  // No answer to any question is not a question of the kind.
  if (troubles.length === asked.size) throw troubles[0];
  throw new ConfigError({
    what: `It is not known what kind of forge ${serverUrl} is (${unknown.by}).`,
    said: `Asked without a token: ${[...asked.keys()].join(", ")}.`,
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

/** @param amongOthers other questions are on their way, and may be answered */
async function ask(api: Api, at: string, amongOthers: boolean): Promise<Answer | { readonly trouble: unknown }> {
  const doing = `asking what kind of forge is at ${new URL(at).origin}`;
  try {
    return await api.call({ doing, method: "GET", at, accept: ANY });
  } catch (error) {
    // Where nothing answers one question, nothing answers those that come after it.
    if (error instanceof CancelledError || (neverReached(error) && !amongOthers)) throw error;
    return { trouble: error };
  }
}

/** Statuses that say something about the server; the others are tried again first. */
const ANY = Array.from({ length: 300 }, (_, index) => 200 + index);
