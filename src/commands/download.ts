import { resolve } from "node:path";
import { ConfigError } from "../errors";
import type { Asset, Release } from "../model/release";
import { words as wordsOf } from "../model/words";
import { downloadFiles } from "../operations/download";
import { getReady } from "../operations/download/ready";
import { gaugeFor } from "../operations/gauge";
import { allAssets, findOne } from "../operations/releases";
import { marked } from "../report/columns";
import { shown } from "../request/files/disk";
import { chosenBy, likelyBy } from "../request/names-like";
import { type Running, command } from "./frame";
import { tagAndPatterns, wishOf } from "./wish";

/** Files of a release into a folder, each checked. */
export const download = command("download", async ({ open, options, words, context, log, stage }) => {
  const { word, patterns } = tagAndPatterns(words);
  const wish = wishOf(word, context);
  const { base } = context.folders;
  const { say } = stage.log;
  const folder = resolve(base, options.dir ?? "");
  const { forge } = await open();
  const gauge = gaugeFor({ forge, clock: stage.clock, concurrency: context.inputs.concurrency });
  const release = await findOne({ forge }, wish);
  getReady({ forge, gauge, folder, likely: likelyBy(patterns, release.assets) });
  const all = await allAssets({ forge }, release);
  const chosen = downloadable(all, { release, patterns, log });
  const done = await downloadFiles({
    ...{ forge, gauge, release, all, chosen, folder, base, log },
    clobber: options.clobber,
  });
  const bytes = done.reduce((sum, { size }) => sum + size, 0);
  const fetched = done.filter(({ status }) => status === "downloaded").length;
  return {
    json: done.map(({ asset, path, size, sha256, status }) => ({
      ...{ name: asset.name, file: shown(path, base), size, sha256, status },
    })),
    lines: [
      ...done.map(({ path, status }) => marked(shown(path, base), status === "present" ? say("(present)") : "")),
      say(
        `${wordsOf.count(done.length, "file")} of ${release.tag}, ${wordsOf.size(bytes)}: ${fetched} downloaded, ${done.length - fetched} present`,
      ),
    ],
    exitCode: 0,
  };
});

/** What a pattern chooses, without what is no file of this forge or no whole one. */
function downloadable(
  all: readonly Asset[],
  at: { readonly release: Release; readonly patterns: readonly string[]; readonly log: Running<"download">["log"] },
): readonly Asset[] {
  const { release, patterns, log } = at;
  const chosen = chosenBy(patterns, all, release.tag);
  for (const { name, downloadUrl } of chosen.filter(({ elsewhere }) => elsewhere === true))
    log.notice(`${name} is a link to another place, and is left out: ${downloadUrl}`);
  for (const { name } of chosen.filter(({ complete }) => !complete))
    log.warning(`${name} is left out: its upload has failed or is not over.`);
  const files = chosen.filter(({ complete, elsewhere }) => complete && elsewhere !== true);
  if (files.length > 0) return files;
  throw new ConfigError({ what: `The release ${release.tag} has no files to download.` });
}
