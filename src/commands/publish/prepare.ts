import { severalCis } from "../../ci";
import { FORGES } from "../../forges";
import type { Authorities } from "../../http";
import { outputProblems } from "../../report/deliver";
import { readAuthorities } from "../../request/authorities";
import { type Context, readContext } from "../../request/context";
import { givenInputs } from "../../request/entries/names";
import { type Gathered, gather } from "../../request/gather";
import { InputError } from "../../request/problems";
import { leaks, secretsOf } from "../../request/secrets";
import type { AskedTarget } from "../../request/targets";
import type { Stage } from "../../world";

/** What is to be released, read from inputs and disk; the same for every target. */
export interface Prepared {
  readonly context: Context;
  readonly gathered: Gathered;
  readonly authorities: readonly Authorities[];
  /** What is wrong with it, beside what reading the files of a target may add. */
  readonly problems: readonly string[];
  /** With the input `targets`, each of them and what is to be released there. */
  readonly targets: readonly PreparedTarget[] | undefined;
  /** Where the outputs go. */
  readonly to: { readonly folder: string; readonly outputsFile: string | undefined };
}

export interface PreparedTarget extends AskedTarget {
  readonly gathered: Gathered;
}

/** Reads the request, and says how it was read. `undefined` where there is nothing to publish: the log says why. */
export async function prepare(stage: Stage): Promise<Prepared | undefined> {
  const { pipeline, log } = stage;
  const context = await readContext({ ...stage, forges: FORGES });
  const { entries, inputs, folders } = context;
  const { words } = entries.names;
  const several = inputs.targets.length === 0 ? undefined : await import("../../request/targets");
  const asked = several?.readTargets(context);
  const secrets = secretsOf({ ...context, tokenVariables: asked?.targets.flatMap(({ tokenEnv }) => tokenEnv ?? []) });
  for (const { value, ownOnly } of secrets) (ownOnly === true ? stage.redactor.add : log.hide)(value);
  if (context.isForeign === true) throw new InputError(...context.problems);
  const cis = severalCis(stage.ci, inputs.forge);
  for (const line of givenInputs(entries)) log.info(line);
  for (const warning of stage.entries.warnings) log.warning(warning);
  for (const notice of [...stage.entries.notices, ...cis.notices]) log.notice(notice);
  if (pipeline.event === "withdrawal" && inputs.tag_name === undefined && cis.problems.length === 0) {
    log.notice("A tag or a release was deleted or unpublished: there is nothing to publish.");
    return undefined;
  }
  const [gathered, authorities] = await Promise.all([gather(context), readAuthorities(context)]);
  const targets =
    several === undefined || asked === undefined
      ? undefined
      : await Promise.all(
          asked.targets.map(async (target) => ({
            ...target,
            gathered: await several.gatherFor(target, gathered, inputs),
          })),
        );
  const own = targets?.map((target) => target.gathered).filter((found) => found !== gathered) ?? [];
  for (const warning of unique([gathered, ...own].flatMap(({ warnings }) => warnings))) log.warning(words(warning));
  for (const notice of unique([gathered, ...own].flatMap(({ notices }) => notices))) log.notice(words(notice));
  const to = { folder: folders.base, outputsFile: gathered.outputsFile };
  const requests = [
    { ...context, gathered },
    ...(targets ?? []).map((one) => ({ ...one.context, gathered: one.gathered })),
  ];
  const problems = unique([
    ...[...cis.problems, ...context.problems, ...authorities.problems],
    ...(asked?.problems ?? []),
    ...(asked === undefined ? linksNowhere(context) : []),
    ...requests.flatMap((request) => leaks({ ...request, secrets })),
    ...(await outputProblems({ pipeline, ...to })),
  ]);
  return { context, gathered, authorities: authorities.read, problems, targets, to };
}

/** A link leads to the first of several targets. */
function linksNowhere({ inputs, entries }: Context): string[] {
  if (inputs.oversized_files !== "link") return [];
  const name = entries.names.of("oversized_files");
  return [`${name} can be link only with targets: the link leads to the file on the first of them. Use fail or skip.`];
}

function unique(lines: readonly string[]): string[] {
  return [...new Set(lines)];
}
