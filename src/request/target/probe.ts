import { CancelledError, ConfigError } from "../../errors";
import type { ForgeModule } from "../../forges/forge";
import { type Answer, type Api, neverReached } from "../../http";
import type { UnknownServer } from "./target";

/**
 * Asks an unknown server which kind it is, without a token.
 *
 * @throws ConfigError when none recognises itself, PublishError when the server cannot be reached at all.
 */
export async function probe<T>(
  unknown: Pick<UnknownServer, "serverUrl" | "by" | "otherwise" | "hint"> & {
    readonly complete: (module: ForgeModule) => T;
  },
  forges: readonly ForgeModule[],
  open: (base: string) => Api,
): Promise<T> {
  // Forges of one family are told apart by the same answer.
  const answers = new Map<string, Answer | undefined>();
  const troubles: unknown[] = [];
  for (const module of forges) {
    if (module.probe === undefined) continue;
    const at = unknown.serverUrl + module.probe.path;
    if (!answers.has(at)) {
      const answer = ask(open(unknown.serverUrl), at).catch((error: unknown) => {
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

function ask(api: Api, at: string): Promise<Answer> {
  return api.call({ doing: `asking what kind of forge is at ${new URL(at).origin}`, method: "GET", at, accept: ANY });
}

/** Statuses that say something about the server; the others are tried again first. */
const ANY = Array.from({ length: 300 }, (_, index) => 200 + index);
