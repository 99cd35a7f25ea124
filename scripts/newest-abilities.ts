import { FORGES } from "../src/forges";
import type { Abilities, ForgeModule } from "../src/forges/forge";
import type { Api } from "../src/http";

const ALL = new Map(await Promise.all(FORGES.map(async (module) => [module.id, await unasked(module)] as const)));

/** What the newest public server of a forge can do: as known before it has answered anything. */
export function newestAbilities({ id }: ForgeModule): Abilities {
  const abilities = ALL.get(id);
  if (abilities === undefined) throw new Error(`no forge ${id}`);
  return abilities;
}

async function unasked(module: ForgeModule): Promise<Abilities> {
  const never = (): never => {
    throw new Error("Nothing is asked here.");
  };
  const api: Api = {
    call: never,
    read: never,
    once: never,
    attempt: never,
    stream: never,
    refusal: never,
    decode: never,
    warm: never,
  };
  const serverUrl = module.publicServer;
  const forge = await module.open({
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
  });
  return forge.can();
}
