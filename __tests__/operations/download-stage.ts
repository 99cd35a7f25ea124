import { afterEach, beforeEach } from "vitest";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { partOf } from "../../src/forges/kit/shapes";
import type { Asset } from "../../src/model/release";
import { downloadFiles } from "../../src/operations/download";
import { openGauge } from "../../src/operations/gauge";
import { type Workspace, createWorkspace } from "../doors/bundle";
import { apiOf, client } from "../http/client";
import { serve } from "../http/servers";
import { asset, can, release } from "./builders";
import { memoryForge } from "./memory-forge";
import { createWorld } from "./memory-world";
import { listener } from "./stage";

/** Answers a request for a file, or for what follows `from` bytes of it. */
export type Answer = (response: ServerResponse, from: number, request: IncomingMessage) => unknown;

/** A folder for each test of a suite, into which one file is downloaded from a server that answers as it likes. */
export function downloadStage() {
  let workspace: Workspace | undefined;
  beforeEach(async () => {
    workspace = await createWorkspace();
  });
  afterEach(() => workspace?.close());
  const at = (path: string): string => join(workspace?.folder ?? "", path);
  return {
    at,
    download: (answers: readonly Answer[], more?: Parameters<typeof download>[2]) => download(at(""), answers, more),
  };
}

/** Downloads a file that is served so: the n-th request by the n-th answer, all others by the last one. */
async function download(
  folder: string,
  answers: readonly Answer[],
  { name = "a.bin", clobber = false, ...more }: Partial<Asset> & { readonly clobber?: boolean } = {},
) {
  const asked: (string | undefined)[] = [];
  const server = await serve((request, response) => {
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
    asked.push(request.headers.range);
    answers[Math.min(asked.length, answers.length) - 1]?.(response, from, request);
  });
  const api = apiOf(client({ retries: 2 }), server.url);
  const chosen = [{ ...asset(name), size: undefined, sha256: undefined, ...more }];
  const doing = `reading ${name}`;
  const said: string[] = [];
  const done = await downloadFiles({
    forge: {
      ...memoryForge(createWorld(), {
        can: can({ limits: { ...can().limits, file: { least: 0, most: 2 ** 20, sure: true } } }),
      }),
      attempt: api.attempt,
      read: (_, __, from) => api.stream({ doing, at: "/file", ...partOf(from) }),
    },
    release: release(),
    ...{ all: chosen, chosen, folder, base: folder, clobber },
    gauge: openGauge({ now: () => 0 }),
    log: listener(said),
  }).catch((error: unknown) => error);
  const files = await readdir(folder);
  const text = await readFile(join(folder, name), "utf8").catch(() => undefined);
  return { done, asked, files, text, said };
}
