import { severalCis } from "../ci";
import { createClient } from "../client";
import { FORGES } from "../forges";
import type { Forge } from "../forges/forge";
import type { Authorities, Http } from "../http";
import { type Log as OperationLog } from "../operations/operation";
import { createProgress } from "../report/progress";
import { readAuthorities } from "../request/authorities";
import type { Called } from "../request/commands/line";
import { strayInputs } from "../request/commands/stray-inputs";
import { type CommandName, SPECS, type Spec } from "../request/commands/specs";
import { type Options, readOptions } from "../request/commands/values";
import { type Context, readContext } from "../request/context";
import { givenInputs, tellingIn } from "../request/entries/names";
import { InputError } from "../request/problems";
import { secretsOf } from "../request/secrets";
import { findTarget } from "../request/target/find";
import { openForge } from "../request/target/open";
import type { Target } from "../request/target/target";
import type { TokenChoice } from "../request/target/token";
import type { Stage } from "../world";

/** What a command gives back: a value for programs, unless it printed one itself; lines for people; the exit code. */
export interface Result {
  readonly json?: unknown;
  readonly lines: readonly string[];
  readonly exitCode: number;
}

/** A repository that a command works on. */
export interface Place {
  readonly forge: Forge;
  readonly target: Target;
  readonly token: TokenChoice;
}

/** What a command works with. */
export interface Running<Name extends CommandName> {
  readonly stage: Stage;
  readonly context: Context;
  readonly http: Http;
  readonly authorities: readonly Authorities[];
  readonly words: readonly string[];
  readonly options: Options<(typeof SPECS)[Name]["options"][number]>;
  readonly log: OperationLog;
  /** Opens the repository that the inputs name. @throws InputError */
  open(): Promise<Place>;
}

/** A command, whatever its options are. */
export type Command = (stage: Stage, called: Called) => Promise<Result>;

/** Makes a command: reads what is given, says how, and hands it to what the command does. */
export function command<const Name extends CommandName>(
  name: Name,
  work: (at: Running<Name>) => Promise<Result>,
): Command {
  return async (stage, called) => {
    const spec: Spec & { readonly options: readonly (typeof SPECS)[Name]["options"][number][] } = SPECS[name];
    const read = await readContext({ ...stage, forges: FORGES });
    introduce(stage, read, called.notices);
    if (called.isForeign) throw new InputError(...called.problems);
    const authorities = await readAuthorities(read);
    const problems = [
      ...[...called.problems, ...strayInputs(name, read.entries.given), ...wordProblems(name, called.words)],
      ...[...severalCis(stage.ci, read.inputs.forge).problems, ...read.problems, ...authorities.problems],
    ];
    const options = readOptions<readonly (typeof SPECS)[Name]["options"][number][]>(
      spec.options,
      called.options,
      problems,
    );
    const context = { ...read, problems };
    const http = createClient(stage, context.inputs, authorities.read);
    const { clock, repeat, live } = stage;
    const own = tellingIn(stage.log, context.entries.names);
    const log = { ...own, ...createProgress({ log: stage.log, now: clock.now, repeat, live: live?.of() }) };
    const open = () => openPlace(stage, { ...context, http, onlyReads: spec.onlyReads === true });
    try {
      const asked = { words: called.words, options };
      return await work({ stage, context, http, authorities: authorities.read, ...asked, log, open });
    } finally {
      http.close();
    }
  };
}

/** Hides what is secret, and says what was given. */
function introduce(stage: Stage, context: Context, habits: readonly string[]): void {
  const { log, entries, redactor, ci } = stage;
  for (const { value, ownOnly } of secretsOf(context)) (ownOnly === true ? redactor.add : log.hide)(value);
  for (const line of givenInputs(context.entries)) log.info(line);
  for (const warning of entries.warnings) log.warning(warning);
  for (const notice of [...habits, ...entries.notices, ...severalCis(ci, context.inputs.forge).notices])
    log.notice(notice);
}

function wordProblems(name: CommandName, words: readonly string[]): string[] {
  const spec: Spec = SPECS[name];
  if (words.length > spec.most)
    return [`${name} takes ${spec.most === 0 ? "no words" : spec.words}; “${words[spec.most] ?? ""}” is one too many.`];
  if (words.length < spec.least) return [`${name} needs ${spec.words}.`];
  return [];
}

/** @throws InputError. */
export async function openPlace(
  stage: Stage,
  at: Context & { readonly http: Http; readonly onlyReads: boolean },
): Promise<Place> {
  const { target, token } = await findTarget(at);
  const { module, serverUrl, because, repository } = target;
  const { log } = stage;
  log.info(`forge: ${module.title} at ${serverUrl} (${because}); repository ${repository}; token: ${token.from}`);
  for (const warning of token.warnings) log.warning(warning);
  return { forge: await openForge({ ...at, target, token }, log), target, token };
}
