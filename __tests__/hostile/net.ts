import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Small, serve, serveProxy } from "../http/servers";

/** Every host that a run may think of, behind one proxy that hears where each connection wants to go. */
export interface Net {
  /** Variables that lead a run through it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Hosts that were connected to since the last call. Nobody answers behind the proxy. */
  heard(): readonly string[];
}

export async function castNet(): Promise<Net> {
  const plain: Small = await serve((message, response) => {
    message.resume();
    response.writeHead(403, { "content-type": "application/json" }).end('{"message":"no"}');
  });
  const proxy = await serveProxy((host) => (host.endsWith(":443") ? undefined : plain.url));
  return {
    environment: { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url },
    heard: () => [
      ...new Set(
        proxy.heard
          .splice(0)
          .map(({ method, url }) => (method === "CONNECT" ? url.replace(/:443$/, "") : new URL(url).host)),
      ),
    ],
  };
}

/** Folders that are checkouts of the given remotes; one without is a plain folder. */
export async function checkouts(remotes: Readonly<Record<string, string>>): Promise<{
  readonly folders: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}> {
  const root = await mkdtemp(join(tmpdir(), "net-"));
  const made = await Promise.all(
    Object.entries(remotes).map(async ([name, url]) => {
      const folder = join(root, name);
      await mkdir(folder);
      if (url !== "") {
        await promisify(execFile)("git", ["init", "--quiet"], { cwd: folder });
        await promisify(execFile)("git", ["remote", "add", "origin", url], { cwd: folder });
      }
      return [name, folder] as const;
    }),
  );
  return { folders: Object.fromEntries(made), close: () => rm(root, { recursive: true, force: true }) };
}
