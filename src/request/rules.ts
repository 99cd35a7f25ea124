import type { ForgeModule } from "../forges/forge";
import { same } from "./addresses";
import { complete } from "./complete";
import { familyOf, hostTold, isHostTold, publicHost } from "./hosts";
import type { RemoteFound } from "./remote";
import type { Located, Scene } from "./target";
import type { Wish } from "./wish";

/** `forge` names a kind: its server is the one that an input names, else the CI's own where that is of this kind. */
export function ofForge(scene: Scene, module: ForgeModule): Located {
  const { wish, own } = scene;
  const because = "from the input forge";
  if (wish.server !== undefined)
    return complete(scene, module, { because, server: wish.server.url, by: wish.server.by, named: true });
  const isKin = own.module !== undefined && familyOf(own.module) === familyOf(module);
  return (isKin ? ofOwn(scene, module, because) : undefined) ?? ofKind(scene, module, because);
}

/** A server that an input names, of a kind that nothing else names. */
export function ofServer(scene: Scene, { url, by }: NonNullable<Wish["server"]>): Located {
  const { own, wish, forges, env } = scene;
  const at = { server: url, by, named: true };
  const known = publicHost(forges, wish.apiUrl ?? url) ?? publicHost(forges, url);
  if (known !== undefined) {
    const host = new URL(publicHost(forges, wish.apiUrl ?? url) === undefined ? url : (wish.apiUrl ?? url)).hostname;
    return complete(scene, known.module, { ...at, because: `${host} is its public host` });
  }
  if (by === "api_url" ? same(wish.apiUrl ?? url, own.apiUrl) : same(url, own.serverUrl)) {
    const found = ofPipeline(scene);
    if (found !== undefined) return found;
  }
  const told = forges.find((module) => isHostTold(module, env, url));
  if (told !== undefined) return complete(scene, told, { ...at, because: `from ${told.hostVariable ?? ""}` });
  return {
    probe: {
      serverUrl: by === "api_url" ? (wish.apiUrl ?? url).replace(/\/api\/v\d+$/, "") : url,
      by,
      candidates: forges.filter(({ probe }) => probe !== undefined),
      otherwise: undefined,
      hint: `Set forge to one of ${forges.map(({ id }) => id).join(", ")}.`,
      complete: (module) => complete(scene, module, { ...at, because: "the server told when asked" }),
    },
  };
}

/** The CI's own forge. */
export function ofPipeline(scene: Scene): Located | undefined {
  const { pipeline, own } = scene;
  if (pipeline.forge === undefined) return undefined;
  if (own.module === undefined) {
    return {
      problems: [
        `${pipeline.title} was recognised (${pipeline.reason}), but this version does not speak to ${pipeline.forge}. Set forge (and server_url) to publish elsewhere.`,
      ],
    };
  }
  const because = `from ${pipeline.reason}`;
  return ofOwn(scene, own.module, because) ?? ofKind(scene, own.module, because);
}

/** The CI's own server, where it tells one. */
function ofOwn(scene: Scene, module: ForgeModule, because: string): Located | undefined {
  const { own, pipeline } = scene;
  if (own.wrong.serverUrl !== undefined) return { problems: [own.wrong.serverUrl] };
  if (own.serverUrl === undefined) return undefined;
  const by = pipeline.told?.serverUrl ?? pipeline.reason;
  return complete(scene, module, { because, server: own.serverUrl, by, named: false });
}

/** A server of a known kind that neither an input nor the CI names: the remote's, else the public one. */
function ofKind(scene: Scene, module: ForgeModule, because: string): Located {
  const { remote, env, forges } = scene;
  const told = hostTold(module, env);
  if (remote !== undefined && !isOfOtherKind(scene, remote, module)) {
    const known = remote.alias === undefined ? publicHost(forges, remote.serverUrl) : undefined;
    const at = { because, by: remote.words, named: false };
    if (known !== undefined) return complete(scene, module, { ...at, server: known.serverUrl });
    if (remote.alias === undefined && !isHostTold(module, env, remote.serverUrl)) {
      const { serverUrl } = remote;
      const candidates = forges.filter((one) => familyOf(one) === familyOf(module));
      const otherwise = module.probe === undefined ? module : undefined;
      const hint = `Set server_url to the server that is meant: ${serverUrl}, or ${module.publicServer} for the public one.`;
      const found = (kind: ForgeModule): Located =>
        familyOf(kind) === familyOf(module)
          ? complete(scene, module, { ...at, server: serverUrl })
          : { problems: [`${serverUrl} (${remote.words}) is ${kind.title}, and not ${module.title}. ${hint}`] };
      return { probe: { serverUrl, by: remote.words, candidates, otherwise, hint, complete: found } };
    }
    if (remote.alias !== undefined && told === undefined) return { problems: [aliasProblem(remote, module)] };
  }
  if (told !== undefined) {
    return "problem" in told
      ? { problems: [told.problem] }
      : complete(scene, module, { because, server: told.url, by: told.variable, named: true });
  }
  return complete(scene, module, { because, server: module.publicServer, by: "its public host", named: false });
}

/** A remote that says nothing of a kind: it is known to be another one's. */
function isOfOtherKind({ own, pipeline, forges }: Scene, remote: RemoteFound, module: ForgeModule): boolean {
  const known = publicHost(forges, remote.serverUrl);
  if (known !== undefined) return familyOf(known.module) !== familyOf(module);
  if (pipeline.forge === undefined || own.serverUrl === undefined) return false;
  const isOwnHost = new URL(own.serverUrl).hostname === new URL(remote.serverUrl).hostname;
  return isOwnHost && (own.module === undefined || familyOf(own.module) !== familyOf(module));
}

/** The host of the remote. */
export function ofRemote(scene: Scene): Located | undefined {
  const { remote, forges, env } = scene;
  if (remote === undefined) return undefined;
  if (remote.alias !== undefined) return { problems: [aliasProblem(remote, undefined)] };
  const { serverUrl, words } = remote;
  const at = { server: serverUrl, by: words, named: false };
  const known = publicHost(forges, serverUrl);
  if (known !== undefined)
    return complete(scene, known.module, { ...at, server: known.serverUrl, because: `from ${words}` });
  const told = forges.find((module) => isHostTold(module, env, serverUrl));
  if (told !== undefined) return complete(scene, told, { ...at, because: `from ${told.hostVariable ?? ""}` });
  return {
    probe: {
      serverUrl,
      by: words,
      candidates: forges.filter(({ probe }) => probe !== undefined),
      otherwise: undefined,
      hint: `Set forge to one of ${forges.map(({ id }) => id).join(", ")}.`,
      complete: (module) => complete(scene, module, { ...at, because: `the server of ${words} told when asked` }),
    },
  };
}

function aliasProblem({ alias = "", words }: RemoteFound, module: ForgeModule | undefined): string {
  const meant = module === undefined ? "forge, and server_url for a server of your own" : "server_url";
  const example = module === undefined ? "" : ` (${module.publicServer} for the public one)`;
  return `The host of ${words}, “${alias}”, is no web server but an alias of an ssh configuration. Set ${meant}${example} to say what it stands for.`;
}
