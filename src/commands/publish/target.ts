import type { Authorities, Http } from "../../http";
import { type RunMemory, createRunMemory, newRunId } from "../../model/run-memory";
import type { ElsewhereToLook } from "../../operations/publish/elsewhere";
import { type Outcome, publish } from "../../operations/publish/publish";
import type { About } from "../../report/outputs";
import { createProgress } from "../../report/progress";
import type { Context } from "../../request/context";
import { tellingIn } from "../../request/entries/names";
import type { Inputs } from "../../request/inputs";
import type { Resolved } from "../../request/resolve";
import { openForge } from "../../request/target/open";
import { remoteOf } from "../../request/target/told";
import type { Stage } from "../../world";

/** A target that is found, and what is wanted of it. */
export interface Publishing extends Resolved {
  readonly inputs: Inputs;
  readonly http: Http;
  readonly authorities: readonly Authorities[];
  readonly context: Pick<Context, "checkout" | "folders" | "entries">;
  /** What tells its files from those of other targets, where there are any. */
  readonly label?: string;
  /** Called with what keeps in mind what this run does there, before it does anything. */
  readonly remember: (memory: RunMemory) => void;
  /** Where files may be linked to that this target does not take. */
  readonly elsewhere?: ElsewhereToLook | undefined;
}

/** How outputs and messages call a target. */
export function aboutOf({ target: { module, repository }, wanted: { tag } }: Resolved): About & { title: string } {
  return { forge: module.id, title: module.title, repository, tag };
}

/** Looks at one target, plans, and carries the plan out; says where that is, and why there. */
export async function publishTo(stage: Stage, at: Publishing): Promise<Outcome> {
  const { clock, random } = stage;
  const log = tellingIn(stage.log, at.context.entries.names);
  const { wanted, inputs } = at;
  tellPlace(stage, at);
  const memory = createRunMemory(newRunId(random));
  at.remember(memory);
  const forge = await openForge(at, log);
  const live = stage.live?.of(at.label);
  const { push, floatFrom } = wanted;
  const byGit = push ?? (floatFrom !== undefined && forge.can().moveTag === undefined ? { id: floatFrom } : undefined);
  const pushing = byGit === undefined ? undefined : await (await import("./push")).openPush(stage, at, byGit);
  const publishing = publish({
    forge,
    pushing,
    wanted,
    local: at.local,
    elsewhere: at.elsewhere,
    memory,
    concurrency: inputs.preserve_order ? 1 : inputs.concurrency,
    dryRun: inputs.dry_run,
    clock,
    random,
    log: { ...log, ...createProgress({ log, now: clock.now, repeat: stage.repeat, live }) },
  });
  return publishing.finally(() => pushing?.remote.close());
}

function tellPlace({ log, pipeline }: Stage, { target, token, told }: Publishing): void {
  const { module, repository, serverUrl, because } = target;
  log.info(`running in ${pipeline.title} (${pipeline.reason})`);
  const whose = token.automatic ? ", the runner's own" : "";
  log.info(
    `forge: ${module.title} at ${serverUrl} (${because}); repository ${repository}; token: ${token.from}${whose}`,
  );
  log.info(`chosen by: server: ${target.told.server}; repository: ${target.told.repository}`);
  const own = pipeline.repository ?? remoteOf({ pipeline, origin: undefined })?.repository;
  if (own !== undefined && !target.ownRepository) log.info(`this is not the pipeline's own repository (${own})`);
  for (const line of told) log.info(line);
  for (const warning of token.warnings) log.warning(warning);
}
