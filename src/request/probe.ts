import { ConfigError } from "../errors";
import type { ForgeModule } from "../forges/forge";
import type { Api } from "../http";
import type { Located, Unknown } from "./target";

/** Asks an unknown server which kind it is, without a token. @throws ConfigError when none recognises itself. */
export async function probe(
  unknown: Unknown,
  forges: readonly ForgeModule[],
  open: (base: string) => Api,
): Promise<Located> {
  const asked: string[] = [];
  for (const module of forges) {
    const at = unknown.serverUrl + module.probe.path;
    asked.push(at);
    try {
      const answer = await open(unknown.serverUrl).once({
        doing: `asking ${unknown.serverUrl} what it is`,
        method: "GET",
        at,
        accept: ANY,
      });
      if (module.probe.recognises(answer.status, answer.body(), answer.headers)) return unknown.complete(module);
    } catch {
      // No answer, or one that cannot be read: not this kind. What the server is in the end is said below.
    }
  }
  throw new ConfigError({
    what: `It is not known what kind of forge ${unknown.serverUrl} is.`,
    said: `Asked without a token: ${asked.join(", ")}.`,
    hint: `Set forge to one of ${forges.map(({ id }) => id).join(", ")}.`,
  });
}

const ANY = Array.from({ length: 400 }, (_, index) => 200 + index);
