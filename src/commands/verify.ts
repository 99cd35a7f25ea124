import { basename, resolve } from "node:path";
import { contentAt } from "../disk/content";
import { standingAt } from "../disk/settle";
import type { ForgeModule } from "../forges/forge";
import type { Asset } from "../model/release";
import type { LocalFile } from "../model/request";
import { gaugeFor } from "../operations/gauge";
import { allAssets, findOne } from "../operations/releases";
import { type Verified, verifyFiles } from "../operations/verify-files";
import { columns } from "../report/columns";
import type { Say } from "../model/say";
import { collectFiles } from "../request/files";
import { namesLike } from "../request/names-like";
import { InputError } from "../request/problems";
import { command } from "./frame";
import { tagAndPatterns, wishOf } from "./wish";

/** Compares what a release gives with what it should. */
export const verify = command("verify", async ({ open, words, context, log, stage }) => {
  const { say } = stage.log;
  const { word, patterns: files } = tagAndPatterns(words);
  const wish = wishOf(word, context);
  const { forge, target } = await open();
  const release = await findOne({ forge }, wish);
  const all = await allAssets({ forge }, release);
  const there = all.filter(({ elsewhere, complete }) => complete && elsewhere !== true);
  const base = context.folders.base;
  const wanted =
    files.length === 0
      ? there.map((asset) => ({ name: asset.name, asset, local: undefined }))
      : await wantedFiles(files, { all: there, base, module: target.module, signal: stage.signal });
  const found = await verifyFiles({
    ...{ forge, release, all, wanted, log },
    whole: files.length === 0,
    gauge: gaugeFor({ forge, clock: stage.clock, concurrency: context.inputs.concurrency }),
  });
  const bad = found.filter(({ status }) => status === "different" || status === "missing");
  return {
    json: found.map(({ name, status, sha256, expected }) => ({
      ...{ name, status, sha256: sha256 ?? null, expected: expected ?? null },
    })),
    lines: [...table(found, say), say(`${release.tag}: ${closing(found)}`)],
    exitCode: bad.length === 0 ? 0 : 1,
  };
});

function table(found: readonly Verified[], say: Say): string[] {
  const rows = found.map(({ name, status, sha256, expected }) => [
    ...[status, name, sha256 ?? ""],
    status === "different" ? say(`expected ${expected ?? ""}`) : "",
  ]);
  return rows.length === 0 ? [] : columns(["STATUS", "FILE", "SHA256", ""].map(say), rows);
}

function closing(found: readonly Verified[]): string {
  const count = (status: Verified["status"]): number => found.filter((one) => one.status === status).length;
  const told = (["ok", "different", "missing", "unknown"] as const).map((status) => `${count(status)} ${status}`);
  return told.filter((one, at) => at === 0 || !one.startsWith("0 ")).join(", ");
}

/** What words mean: a local file that is there and its twin on the release, else files of the release by a pattern. */
async function wantedFiles(
  words: readonly string[],
  at: Local & { readonly all: readonly Asset[]; readonly module: ForgeModule },
): Promise<{ name: string; asset: Asset | undefined; local: string | undefined }[]> {
  const { all, base, module } = at;
  const twinOf = (own: string): { readonly name: string; readonly asset: Asset | undefined } => {
    const name = module.storedName(own);
    const asset = all.find((one) => one.name === name) ?? all.find((one) => one.name === own);
    return { name: asset?.name ?? name, asset };
  };
  const wanted = await Promise.all(
    words.map(async (word) => {
      const path = resolve(base, word);
      if (isFile(path)) return [{ ...twinOf(basename(path)), local: (await contentAt(path)).sha256 }];
      const test = namesLike(word);
      const fitting = all
        .filter(({ name }) => test(name))
        .map((asset) => ({ name: asset.name, asset, local: undefined }));
      if (fitting.length > 0) return fitting;
      // No name of a release has folders in it: a pattern that has is one of local files.
      const local = word.includes("/") ? await filesOf(word, at) : [];
      if (local.length === 0)
        throw new InputError(`“${word}” is no local file, and no file of the release is called so.`);
      return Promise.all(local.map(async (file) => ({ ...twinOf(file.name), local: await file.sha256() })));
    }),
  );
  return wanted.flat();
}

interface Local {
  readonly base: string;
  readonly signal: AbortSignal;
}

/** What a pattern chooses of the local files. */
async function filesOf(pattern: string, { base, signal }: Local): Promise<readonly LocalFile[]> {
  const more = { failOnUnmatched: false, preserveOrder: false, never: [], signal };
  return (await collectFiles({ lines: [pattern], base, workspaces: [base], ...more })).files;
}

function isFile(path: string): boolean {
  try {
    return standingAt(path) === "file";
  } catch {
    return false;
  }
}
