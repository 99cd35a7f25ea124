import { devNull } from "node:os";
import type { Env } from "../../ci";

/** What a push needs to know of the way to its server. */
export interface Way {
  /** Of the repository, without credentials. */
  readonly url: URL;
  /** User and token, as the forge takes them. */
  readonly login: string;
  readonly proxy: URL | undefined;
  /** File with all certificates that are trusted; `undefined` for git's own. */
  readonly authorities: string | undefined;
  /** Seconds without a byte moving before it is given up. */
  readonly stallTimeout: number;
}

/** The header that carries the token. It stands in no argument, no address and no file. */
export function authorization({ login }: Pick<Way, "login">): string {
  return `Basic ${Buffer.from(login).toString("base64")}`;
}

/**
 * Where git may put temporary files. What Windows needs to start a program comes from Node itself.
 * https://github.com/libuv/libuv/blob/v1.x/src/win/process.c (required_vars)
 */
const SYSTEM = ["TMPDIR", "TMP"];

/**
 * The whole environment of git: of the job's only where temporary files go, and configuration only from here. What asks for
 * a password, runs a helper, follows a redirect or speaks another protocol is switched off.
 * https://git-scm.com/docs/git-config#ENVIRONMENT (from 2.31 on)
 */
export function gitEnvironment(
  env: Env,
  way: Way,
  at: { readonly folder: string; readonly path: string },
): Record<string, string> {
  const { url, proxy, authorities, stallTimeout } = way;
  const scheme = url.protocol.slice(0, -1);
  const config: readonly (readonly [string, string])[] = [
    [`http.${url.href}.extraHeader`, `Authorization: ${authorization(way)}`],
    ["http.followRedirects", "false"],
    ["http.proxy", proxy === undefined ? "" : curlProxy(proxy)],
    ["http.lowSpeedLimit", "1"],
    ["http.lowSpeedTime", String(Math.ceil(stallTimeout * 5))],
    ["http.cookieFile", ""],
    ...(authorities === undefined ? [] : [["http.sslCAInfo", authorities] as const]),
    ["credential.helper", ""],
    ["credential.interactive", "false"],
    ["core.hooksPath", devNull],
    ["core.askPass", ""],
    ["core.fsmonitor", "false"],
    ["protocol.allow", "never"],
    [`protocol.${scheme}.allow`, "always"],
    ["push.gpgSign", "false"],
    ["push.recurseSubmodules", "no"],
    ["push.followTags", "false"],
    ["gc.auto", "0"],
    ["maintenance.auto", "false"],
  ];
  return {
    ...Object.fromEntries(SYSTEM.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]))),
    PATH: at.path,
    HOME: at.folder,
    XDG_CONFIG_HOME: at.folder,
    LC_ALL: "C",
    GIT_DIR: at.folder,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_SYSTEM: devNull,
    GIT_CONFIG_GLOBAL: devNull,
    GIT_ATTR_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_ASKPASS: "",
    SSH_ASKPASS: "",
    GCM_INTERACTIVE: "never",
    GIT_ALLOW_PROTOCOL: scheme,
    GIT_PROTOCOL_FROM_USER: "0",
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_NO_LAZY_FETCH: "1",
    GIT_CONFIG_COUNT: String(config.length),
    ...Object.fromEntries(
      config.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}

/** A proxy as curl takes it: names are looked up by it, as everywhere in this program. */
function curlProxy(proxy: URL): string {
  return proxy.href.replace(/^socks5:/, "socks5h:").replace(/\/$/, "");
}
