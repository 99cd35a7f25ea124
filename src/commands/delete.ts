import { ConfigError } from "../errors";
import type { Release } from "../model/release";
import { words as wordsOf } from "../model/words";
import { type Deleted, checkRemoval, removeFiles, removeRelease } from "../operations/delete";
import { allAssets, findOne } from "../operations/releases";
import type { Log } from "../report/log";
import { chosenBy } from "../request/names-like";
import { InputError } from "../request/problems";
import { askFirst } from "./consent";
import { type Result, type Running, command } from "./frame";
import { tagOf, wishOf } from "./wish";

/** A release, with its tag on demand; or files of it. */
export const deletion = command("delete", async (at) => {
  const { open, words, context, options } = at;
  const [word, ...patterns] = words;
  const byId = word === undefined && context.inputs.release_id !== undefined;
  const wish = byId ? wishOf(undefined, context) : { tag: tagOf(word, context) };
  if (patterns.length > 0 && options.with_tag)
    throw new InputError(...context.problems, "--with-tag goes with a whole release, and files are named.");
  const { forge, target } = await open();
  if (patterns.length === 0) checkRemoval(forge, target.module.title, { withTag: options.with_tag });
  const release = await findOne({ forge }, wish);
  const on = { forge, clock: at.stage.clock, log: at.log };
  return patterns.length === 0 ? wholeRelease(at, on, release) : someFiles(at, on, { release, patterns });
});

type On = Parameters<typeof removeRelease>[0];

async function wholeRelease(
  { options, context, stage, stage: { log } }: Running<"delete">,
  on: On,
  release: Release,
): Promise<Result> {
  const { tag } = release;
  const withTag = options.with_tag;
  const assets = await allAssets(on, release);
  const tagsEnd = withTag ? ", and the tag" : "; the tag stays";
  log.info(
    log.say(
      `to be deleted: the ${release.draft ? "draft" : "release"} ${tag} with ${wordsOf.count(assets.length, "file")}${tagsEnd}`,
    ),
  );
  if (context.inputs.dry_run) return resultOf([{ tag, file: undefined, status: "planned" }], log);
  await askFirst(stage, options.yes, `Delete the release ${tag}${withTag ? " and its tag" : ""}?`);
  return resultOf([await removeRelease(on, { release, withTag, packageName: context.inputs.package_name })], log);
}

async function someFiles(
  { options, context, stage, stage: { log } }: Running<"delete">,
  on: On,
  { release, patterns }: { readonly release: Release; readonly patterns: readonly string[] },
): Promise<Result> {
  const { tag } = release;
  if (release.immutable)
    throw new ConfigError({ what: `The release ${tag} is immutable: its files can no longer be changed.` });
  const assets = chosenBy(patterns, await allAssets(on, release), tag);
  for (const { name } of assets) log.info(log.say(`to be deleted: ${name} of ${tag}`));
  if (context.inputs.dry_run)
    return resultOf(
      assets.map(({ name }) => ({ tag, file: name, status: "planned" })),
      log,
    );
  await askFirst(stage, options.yes, `Delete ${wordsOf.count(assets.length, "file")} of ${tag}?`);
  return resultOf(await removeFiles(on, { release, assets, packageName: context.inputs.package_name }), log);
}

/** What `delete` and `prune` tell. */
export function resultOf(found: readonly Deleted[], { say }: Pick<Log, "say">): Result {
  return {
    json: found.map(({ tag, file, status }) => ({ tag_name: tag, name: file ?? null, status })),
    lines: found.map(({ tag, file, status }) => say(`${status} ${file === undefined ? tag : `${file} of ${tag}`}`)),
    exitCode: found.some(({ status }) => status === "failed") ? 1 : 0,
  };
}
