import { join, relative, sep } from "node:path";
import { type PipelineFile, PIPELINE_FILES, candidates, pathOf } from "../../ci/pipeline-files";
import { type Checkout, readCheckout } from "../../ci/git/checkout";
import { exists, really } from "../../disk/paths";
import { ConfigError } from "../../errors";
import type { Say } from "../../model/say";
import { InputError } from "../../request/problems";
import { type Result, type Running, command } from "../frame";
import { fill, partOf } from "./fill";
import { type Home, homeOf } from "./home";
import { nextOf } from "./next";
import { place, standing } from "./place";
import { readProject } from "./project";

/**
 * Writes the file that lets the CI of this repository release, from the example of that CI. At most the server of origin
 * is asked what it is, without a token: where no CI is told, or one that builds for any forge.
 */
export const init = command("init", async (at) => {
  const { context, stage } = at;
  if (context.problems.length > 0) throw new InputError(...context.problems);
  const { folders } = context;
  // The folder that it is called in: an inherited variable must not lead it elsewhere.
  const checkout = await readCheckout(folders.home, folders.workspace);
  const { top, prefix, base } = await whereOf(checkout, folders.home);
  const paths = PIPELINE_FILES.flatMap(({ path, marks, instead = [], reads = "" }) => [
    path,
    ...marks,
    ...instead,
    reads,
  ]);
  const present = new Set<string>();
  for (const path of paths) if (await exists(join(top, path))) present.add(path);
  const { ci } = at.options;
  const meant = PIPELINE_FILES.filter(({ id, marks }) =>
    ci === undefined ? marks.some((mark) => present.has(mark)) : id === ci,
  );
  // Most CIs tell the forge, and what is known is not asked.
  const home = await homeOf(
    at,
    checkout,
    meant.every(({ forges }) => forges.length === 0),
  );
  const file = await choose(at, home, (path) => present.has(path));
  const project = await readProject(base, prefix);
  const path = pathOf(file, (one) => present.has(one));
  // Its head says where it goes.
  const text = fill(file, { project, home, version: stage.version }).replace(file.path, path);
  const { say } = stage.log;
  const told = {
    ci: file.id,
    title: file.title,
    file: path,
    text,
    next: nextOf(file, { project, path, home }),
    say,
  };
  const stands = await standing(top, path, text);
  if (stands === "same") return result({ ...told, status: "present" });
  if (stands === "other") return result({ ...told, text: `${partOf(file, text).join("\n")}\n`, status: "exists" });
  if (context.inputs.dry_run) return result({ ...told, status: "planned" });
  await place(top, path, text);
  return result({ ...told, status: "written" });
});

interface Told {
  readonly ci: string;
  readonly title: string;
  readonly file: string;
  readonly text: string;
  readonly status: "written" | "planned" | "present" | "exists";
  readonly next: readonly string[];
  readonly say: Say;
}

function result({ ci, title, file, text, status, next, say }: Told): Result {
  const steps = ["", say("Next:"), ...next.map((one, at) => `${at + 1}. ${say(one)}`)];
  const lines = {
    written: [say(`wrote ${file} for ${title}`), ...steps],
    planned: text.trimEnd().split("\n"),
    present: [say(`${file} is there as it would be written`), ...steps],
    exists: [say(`${file} is there and was left as it is. Add to it:`), "", ...text.trimEnd().split("\n"), ...steps],
  }[status];
  return { json: { ci, file, status, content: text, next }, lines, exitCode: status === "exists" ? 2 : 0 };
}

/** The top of the repository, and the project's folder in it. @throws ConfigError for one that cannot be read */
async function whereOf(checkout: Checkout, home: string): Promise<{ top: string; prefix: string; base: string }> {
  const { trouble } = checkout;
  const hint = "Nothing was written. Run it as the user whose checkout it is, in the checkout.";
  if (trouble !== undefined) throw new ConfigError({ what: `The checkout is not looked at: ${trouble}.`, hint });
  const base = await really(home);
  const top = checkout.top ?? base;
  const way = relative(top, base).split(sep).join("/");
  if (way !== "" && !/^[A-Za-z0-9][\w./-]*$/.test(way))
    throw new ConfigError({
      what: `The folder ${way} has a name that would need quotes in every CI.`,
      hint: "Run it at the top of the repository.",
    });
  return { top, prefix: way === "" ? "" : `${way}/`, base };
}

/** The CI that is meant: as it was named, by what is there, by the forge of origin. @throws ConfigError */
async function choose(
  { options, stage }: Running<"init">,
  { forge, trouble }: Home,
  there: (path: string) => boolean,
): Promise<PipelineFile> {
  const names = PIPELINE_FILES.map(({ id }) => id).join(", ");
  if (options.ci !== undefined) {
    const named = PIPELINE_FILES.find(({ id }) => id === options.ci);
    if (named !== undefined) return named;
    throw new InputError(`--ci must be one of ${names}, not “${options.ci.slice(0, 100)}”.`);
  }
  const { all, own } = candidates(there, forge);
  const [only, ...more] = all;
  const isOwn =
    own !== undefined && (all.length === 0 || all.includes(own) || (more.length === 0 && only?.marks[0] === own.reads));
  if (isOwn) {
    const others = all.filter((one) => one !== own && one.marks[0] !== own.reads).map(({ title }) => title);
    if (others.length > 0)
      stage.log.notice(`There are files of ${others.join(", ")} as well; --ci chooses another one.`);
    return own;
  }
  if (only !== undefined && more.length === 0) return only;
  for (const one of all)
    if ((await stage.confirm?.(stage.log.inLanguage(`Write ${one.path} for ${one.title}?`))) === true) return one;
  const found = all.map(({ id, title }) => `${id} (${title})`).join(", ");
  throw new ConfigError({
    what:
      all.length > 0
        ? `There are files of several CIs here: ${found}.`
        : "Nothing here tells which CI builds this repository.",
    said: trouble,
    hint: `Nothing was written. Name it with --ci: ${all.length > 0 ? all.map(({ id }) => id).join(", ") : names}.`,
  });
}
