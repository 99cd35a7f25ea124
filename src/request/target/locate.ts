import type { ForgeModule } from "../../forges/forge";
import type { Context } from "../context";
import { InputError } from "../problems";
import { samePlace, shown } from "./address";
import { type RemoteFound, ciServerOf, remoteOf } from "./told";
import { type ServerFound, complete, refuseWrong } from "./complete";
import { areKin, isInVariable, publicHost, serverInVariable } from "./hosts";
import { readOptions } from "./options";
import type { Scene, Target, UnknownServer } from "./target";

type Located = Target | UnknownServer;

/**
 * Finds the forge, its server and the repository. Pure: nothing is asked. The first rule that fits decides.
 *
 * @throws InputError
 */
export function locate(at: Pick<Context, "inputs" | "pipeline" | "origin" | "env" | "forges">): Located {
  const ci = ciServerOf(at);
  const remote = remoteOf(at);
  const options = readOptions({ ...at, ci, remote });
  const scene = { ...at, ci, remote, options };
  if (options.module !== undefined) return ofForge(scene, options.module);
  if (options.server !== undefined) return ofServer(scene, options.server);
  const found = ofCi(scene) ?? ofRemote(scene);
  if (found === undefined) throw new InputError(nothingFound(scene));
  return found;
}

/** `forge` names a kind: its server is the one that an input names, else the CI's own where that is of this kind. */
function ofForge(scene: Scene, module: ForgeModule): Located {
  const { options, ci } = scene;
  const because = "from the input forge";
  if (options.server !== undefined) return complete(scene, module, { ...options.server, because, named: true });
  return (areKin(ci.module, module) ? ofCiServer(scene, module, because) : undefined) ?? ofKind(scene, module, because);
}

/** A server that an input names, of a kind that nothing else names. */
function ofServer(scene: Scene, server: NonNullable<Scene["options"]["server"]>): Located {
  const { ci, options, forges } = scene;
  const { url, by } = server;
  const api = options.apiUrl ?? url;
  const address = publicHost(forges, api) === undefined ? url : api;
  const known = publicHost(forges, address);
  if (known !== undefined) {
    const because = `${new URL(address).hostname} is its public host`;
    return complete(scene, known.module, { ...server, because, named: true });
  }
  const isCi = by === "api_url" ? samePlace(api, ci.apiUrl) : samePlace(url, ci.serverUrl);
  const asked = by === "api_url" ? api.replace(/\/api\/v\d+$/, "") : url;
  const found = { ...server, because: "the server told when asked", named: true };
  return (isCi ? ofCi(scene) : undefined) ?? ofUnknown(scene, found, asked);
}

/** The CI's own forge. */
function ofCi(scene: Scene): Located | undefined {
  const { pipeline, ci } = scene;
  if (pipeline.forge === undefined) return undefined;
  if (ci.module === undefined)
    throw new InputError(
      `${pipeline.title} was recognised (${pipeline.reason}), but this version does not speak to ${pipeline.forge}. Set forge (and server_url) to publish elsewhere.`,
    );
  const because = `from ${pipeline.reason}`;
  return ofCiServer(scene, ci.module, because) ?? ofKind(scene, ci.module, because);
}

/** The CI's own server, where it tells one. */
function ofCiServer(scene: Scene, module: ForgeModule, because: string): Target | undefined {
  const { ci, pipeline } = scene;
  refuseWrong(ci.wrong.serverUrl);
  if (ci.serverUrl === undefined) return undefined;
  const by = pipeline.told?.serverUrl ?? pipeline.reason;
  return complete(scene, module, { because, url: ci.serverUrl, by, named: false });
}

/** The host of the remote. */
function ofRemote(scene: Scene): Located | undefined {
  const { remote, forges } = scene;
  if (remote === undefined) return undefined;
  if (remote.alias !== undefined) throw aliasError(remote, undefined);
  const { serverUrl, words } = remote;
  const known = publicHost(forges, serverUrl);
  if (known !== undefined)
    return complete(scene, known.module, { url: known.serverUrl, by: words, because: `from ${words}`, named: false });
  const because = `the server of ${words} told when asked`;
  return ofUnknown(scene, { url: serverUrl, by: words, because, named: false });
}

/** Neither an input nor a public host tells the kind: the variable of a forge's own command line, else the server. */
function ofUnknown(scene: Scene, found: ServerFound, asked = found.url): Located {
  const { forges, env } = scene;
  const told = forges.find((module) => isInVariable(module, env, found.url));
  if (told !== undefined) return complete(scene, told, { ...found, because: `from ${told.hostVariable ?? ""}` });
  return {
    kind: "unknown",
    serverUrl: asked,
    by: found.by,
    candidates: forges.filter(({ probe }) => probe !== undefined),
    otherwise: undefined,
    hint: `Set forge to one of ${forges.map(({ id }) => id).join(", ")}.`,
    complete: (module) => complete(scene, module, found),
  };
}

/** A server of a known kind that neither an input nor the CI names: the remote's, else the public one. */
function ofKind(scene: Scene, module: ForgeModule, because: string): Located {
  const { remote, env, forges } = scene;
  if (remote !== undefined && !isOfOtherKind(scene, remote, module)) {
    if (remote.alias === undefined) {
      const { serverUrl, words } = remote;
      const known = publicHost(forges, serverUrl);
      const found = { url: known?.serverUrl ?? serverUrl, by: words, because, named: false };
      if (known !== undefined) return complete(scene, module, found);
      if (!isInVariable(module, env, serverUrl)) return ofKindAtRemote(scene, module, found);
    } else if (serverInVariable(module, env) === undefined) throw aliasError(remote, module);
  }
  const told = serverInVariable(module, env);
  if (told !== undefined) return complete(scene, module, { ...told, because, named: true });
  return complete(scene, module, { url: module.publicServer, by: "its public host", because, named: false });
}

/** The remote's server has to say that it is of the kind that was told. */
function ofKindAtRemote(scene: Scene, module: ForgeModule, found: ServerFound): UnknownServer {
  const { url, by } = found;
  const hint = `Set server_url to the server that is meant: ${url}, or ${module.publicServer} for the public one.`;
  return {
    kind: "unknown",
    serverUrl: url,
    by,
    candidates: scene.forges.filter((one) => areKin(one, module)),
    otherwise: module.probe === undefined ? module : undefined,
    hint,
    complete: (kind) => {
      if (areKin(kind, module)) return complete(scene, module, found);
      throw new InputError(`${url} (${by}) is ${kind.title}, and not ${module.title}. ${hint}`);
    },
  };
}

/** A remote that says nothing of a kind: it is known to be another one's. */
function isOfOtherKind({ ci, pipeline, forges }: Scene, remote: RemoteFound, module: ForgeModule): boolean {
  const known = publicHost(forges, remote.serverUrl);
  if (known !== undefined) return !areKin(known.module, module);
  if (pipeline.forge === undefined || ci.serverUrl === undefined) return false;
  return new URL(ci.serverUrl).hostname === new URL(remote.serverUrl).hostname && !areKin(ci.module, module);
}

function aliasError({ alias = "", words }: RemoteFound, module: ForgeModule | undefined): InputError {
  const meant = module === undefined ? "forge, and server_url for a self-hosted server" : "server_url";
  const example = module === undefined ? "" : ` (${module.publicServer} for the public one)`;
  return new InputError(
    `The host of ${words}, “${alias}”, is no web server but an alias of an ssh configuration. Set ${meant}${example} to say what it stands for.`,
  );
}

/** What was looked at where nothing tells the forge, and what seems to be meant: forges of which a token is set. */
function nothingFound({ forges, env, pipeline: { remote } }: Scene): string {
  const unread =
    remote === undefined ? "" : ` ${remote.variable} holds “${shown(remote.url)}”, which leads to no web server.`;
  const looked = "Looked at: forge, server_url, api_url, the variables of the known pipelines, the git remote origin.";
  const ready = forges.flatMap((module) => {
    const names = module.tokenVariables(false);
    const place = names.findIndex((name) => (env[name] ?? "").trim() !== "");
    return place < 0 ? [] : [{ module, place, name: names[place] ?? "" }];
  });
  // Of a family, the one whose own variable it is.
  const meant = ready.filter(
    (one) => !ready.some((other) => areKin(other.module, one.module) && other.place < one.place),
  );
  const [only, ...more] = meant;
  const advice =
    only === undefined
      ? `Set forge (${forges.map(({ id }) => id).join(", ")})`
      : more.length === 0
        ? `${only.name} is set, so set forge: ${only.module.id}`
        : `Set forge to one of those that a token is set for, ${meant.map(({ name, module }) => `${module.id} (${name})`).join(" or ")}`;
  return `It is not known which forge to publish to. ${looked}${unread} ${advice}, and server_url for a self-hosted server.`;
}
