import type { Abilities, ForgeModule } from "../src/forges/forge";
import type { Api } from "../src/http";

/** What the newest public server of a forge can do: as known before it has answered anything. */
export function newestAbilities(module: ForgeModule): Abilities {
  const unasked = (): never => {
    throw new Error("Nothing is asked here.");
  };
  const api: Api = {
    call: unasked,
    read: unasked,
    once: unasked,
    attempt: unasked,
    stream: unasked,
    refusal: unasked,
    decode: unasked,
    warm: unasked,
  };
  const serverUrl = module.publicServer;
  return module
    .open({
      serverUrl,
      apiUrl: module.apiUrl(serverUrl),
      repository: "owner/repo",
      repositoryId: undefined,
      serverVersion: undefined,
      token: "",
      mayTravelPlain: () => false,
      automatic: false,
      http: { open: () => api, staysHere: () => false, proxyFor: () => undefined, close: () => undefined },
      log: { info: () => undefined, notice: () => undefined },
    })
    .can();
}
