import { severalCis } from "../../ci";
import { FORGES } from "../../forges";
import type { Authorities } from "../../http";
import { outputProblems } from "../../report/deliver";
import { readAuthorities } from "../../request/authorities";
import { type Context, readContext } from "../../request/context";
import { givenInputs } from "../../request/entries/names";
import { type Gathered, gather } from "../../request/gather";
import { leaks, secretsOf } from "../../request/secrets";
import type { Stage } from "../../world";

/** What is to be released, read from inputs and disk; the same for every target. */
export interface Prepared {
  readonly context: Context;
  readonly gathered: Gathered;
  readonly authorities: readonly Authorities[];
  /** What is wrong with it, beside what reading the files of a target may add. */
  readonly problems: readonly string[];
  /** Where the outputs go. */
  readonly to: { readonly folder: string; readonly outputsFile: string | undefined };
}

/** Reads the request, and says how it was read. `undefined` where there is nothing to publish: the log says why. */
export async function prepare(stage: Stage): Promise<Prepared | undefined> {
  const { pipeline, log } = stage;
  const context = await readContext({ ...stage, forges: FORGES });
  const { entries, inputs, folders } = context;
  const { words } = entries.names;
  const secrets = secretsOf(context);
  for (const { value, ownOnly } of secrets) (ownOnly === true ? stage.redactor.add : log.hide)(value);
  const several = severalCis(stage.ci, inputs.forge);
  for (const line of givenInputs(entries)) log.info(line);
  for (const warning of stage.entries.warnings) log.warning(warning);
  for (const notice of [...stage.entries.notices, ...several.notices]) log.notice(notice);
  if (pipeline.event === "withdrawal" && inputs.tag_name === undefined && several.problems.length === 0) {
    log.notice("A tag or a release went away: there is nothing to publish.");
    return undefined;
  }
  const [gathered, authorities] = await Promise.all([gather(context), readAuthorities(context)]);
  for (const warning of gathered.warnings) log.warning(words(warning));
  for (const notice of gathered.notices) log.notice(words(notice));
  const to = { folder: folders.base, outputsFile: gathered.outputsFile };
  const problems = [
    ...[...several.problems, ...context.problems, ...authorities.problems],
    ...[...leaks({ ...context, gathered, secrets }), ...(await outputProblems({ pipeline, ...to }))],
  ];
  return { context, gathered, authorities: authorities.read, problems, to };
}
