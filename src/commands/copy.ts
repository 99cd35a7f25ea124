import { withoutSlash } from "../model/address";
import { decodeNotes } from "../model/notes";
import { words as wordsOf } from "../model/words";
import { type Copied, copyReleases } from "../operations/copy";
import { type Choice, chooseReleases } from "../operations/copy/choose";
import { remarksOn } from "../operations/copy/leads";
import { requireWritable } from "../operations/rights";
import { columns } from "../report/columns";
import type { Log } from "../report/log";
import { assetOutput } from "../report/outputs";
import { retold } from "../request/entries/names";
import type { Inputs } from "../request/inputs";
import { InputError } from "../request/problems";
import { wantedFiles } from "../request/wanted-files";
import { isTagName } from "../request/tag";
import { ofSide, openSide, refuseSelf } from "./copy-sides";
import { type Running, command } from "./frame";

/** Releases with notes, marks and files from one forge to another. */
export const copy = command("copy", async (at) => {
  const { options, context, stage, log } = at;
  const choice = choiceOf(at);
  const from = await openSide(at, "from");
  const to = await openSide(at, "to");
  refuseSelf(from, to);
  const pushes = context.inputs.push_tag !== "false";
  const tagPushing = pushes ? await (await import("./copy-push")).openTagPushing(at, { from, to }) : undefined;
  await requireWritable(to.forge).catch((error: unknown) => {
    throw ofSide("to", error);
  });
  const { chosen, missing } = await chooseReleases(from.forge, choice);
  log.info(stage.log.say(`${wordsOf.count(chosen.length, "release")} to copy`));
  const home = `${withoutSlash(from.target.serverUrl)}/${from.target.repository}`;
  const copied = await copyReleases(
    {
      ...{ from: from.forge, to: to.forge, overwrite: options.overwrite, packageName: context.inputs.package_name },
      oversized: context.inputs.oversized_files,
      named: (files) => wantedFiles(files, to.target.module),
      remark: ({ tag, notes }) => remarksOn(tag, decodeNotes(notes).text, home),
      retold: (error) => retold(error, context.entries.names),
      ...{ clock: stage.clock, random: stage.random, log },
      ...{ concurrency: context.inputs.concurrency, dryRun: context.inputs.dry_run, tagPushing },
    },
    chosen,
  ).finally(() => tagPushing?.pushing?.remote.close());
  const all = [
    ...copied,
    ...missing.map((tag) => ({
      ...{ tag, status: "failed" as const, url: undefined, outcome: undefined, tagPushed: false },
      error: `There is no published release of ${tag} to copy.`,
    })),
  ];
  return {
    json: all.map(copiedJson),
    lines: [...table(all, stage.log), ...pushed(all, context.inputs).map(stage.log.say), stage.log.say(closing(all))],
    exitCode: all.some(({ status }) => status === "failed") ? 1 : 0,
  };
});

function copiedJson({ tag, status, url, error, outcome }: Copied) {
  const files = outcome !== undefined && "published" in outcome ? outcome.published.files : [];
  return {
    ...{ tag_name: tag, status, url: url ?? null, error: error ?? null },
    assets: files.map(assetOutput).map(({ name, size, sha256, browser_download_url, status: of }) => ({
      ...{ name, size, sha256, browser_download_url, status: of },
    })),
  };
}

function table(all: readonly Copied[], { say, inLanguage }: Pick<Log, "say" | "inLanguage">): string[] {
  return columns(
    ["STATUS", "TAG", "FILES", "SENT", "WHERE"].map(say),
    all.map(({ status, tag, url, error, outcome }) => {
      const files = outcome !== undefined && "published" in outcome ? outcome.published.files : [];
      const sent = files.filter((file) => file.status === "uploaded" || file.status === "replaced");
      return [
        status,
        tag,
        String(files.length),
        String(sent.length),
        error === undefined ? (url ?? "") : inLanguage(error),
      ];
    }),
  );
}

/** The tags that came along, or would. */
function pushed(all: readonly Copied[], { dry_run: isPlan }: Pick<Inputs, "dry_run">): string[] {
  const tags = all.flatMap(({ tag, tagPushed }) => (tagPushed ? [tag] : [])).join(", ");
  if (tags === "") return [];
  return [isPlan ? `Tags that would be pushed: ${tags}` : `Tags that were pushed: ${tags}`];
}

function closing(all: readonly Copied[]): string {
  const told = (["copied", "updated", "unchanged", "planned", "failed"] as const).flatMap((status) => {
    const count = all.filter((one) => one.status === status).length;
    return count === 0 ? [] : [`${count} ${status}`];
  });
  return `${wordsOf.count(all.length, "release")}${told.length === 0 ? "" : `: ${told.join(", ")}`}`;
}

/** @throws InputError */
function choiceOf({ options, words, context }: Running<"copy">): Choice {
  const problems = [...context.problems];
  const ways = [options.all, options.since !== undefined, words.length > 0].filter(Boolean).length;
  if (ways === 0) problems.push("copy needs to know which releases: name tags, or give --all or --since TAG.");
  if (ways > 1) problems.push("--all, --since and tags exclude each other: give one.");
  if (context.inputs.token !== undefined || context.entries.tokenEnv !== undefined)
    problems.push("token is for one forge, and copy speaks to two: use --from-token-env and --to-token-env.");
  for (const side of ["from", "to"] as const)
    if (options[side] === undefined)
      problems.push(`copy needs --${side} ADDRESS: the web address of a repository, or . for the one at hand.`);
  const strange = [...words, ...(options.since === undefined ? [] : [options.since])].filter((tag) => !isTagName(tag));
  for (const tag of strange) problems.push(`“${tag}” is not a name that git takes for a tag.`);
  if (problems.length > 0) throw new InputError(...problems);
  if (options.since !== undefined) return { kind: "since", tag: options.since };
  return options.all ? { kind: "all" } : { kind: "tags", tags: [...new Set(words)] };
}
