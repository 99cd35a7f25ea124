import { createPaces } from "../../http";
import { type Examined, arranged, exitCodeFor, ok, wrongInput } from "../../model/finding";
import { findingLines, findingsJson } from "../../report/findings";
import type { Log } from "../../report/log";
import { SPECS } from "../../request/commands/specs";
import { readOptions } from "../../request/commands/values";
import { InputError, attempt } from "../../request/problems";
import { type Claims, createClaims } from "../../request/targets/claims";
import { locate } from "../../request/target/locate";
import type { Target } from "../../request/target/target";
import { chooseToken } from "../../request/target/token";
import { tokenSources } from "../../request/target/token-sources";
import type { Stage } from "../../world";
import type { Command, Result } from "../frame";
import { type Prepared, type PreparedTarget, prepare } from "../publish/prepare";
import { lookHere } from "./here";
import { addressOf, visit } from "./target";

/** Checks everything that a run of publish with the same inputs needs, and changes nothing anywhere. */
export const doctor: Command = async (stage, { problems, notices, options }) => {
  const called = [...problems];
  readOptions(SPECS.doctor.options, options, called);
  const warnings: string[] = [];
  const log = { ...stage.log, warning: (line: string) => void warnings.push(line) };
  for (const notice of notices) stage.log.notice(notice);
  const prepared = await prepare({ ...stage, log });
  if (prepared === undefined)
    return resultOf(
      [{ address: undefined, optional: false, findings: [ok("inputs", "There is nothing to publish.")] }],
      stage.log,
    );
  const here = await lookHere(stage, { prepared, called, warnings });
  const { there, shared } = await lookThere(stage, prepared);
  const findings = arranged([...here, ...shared.map((one) => wrongInput("inputs", one))]);
  return resultOf([{ address: undefined, optional: false, findings }, ...there], stage.log);
};

function resultOf(examined: readonly Examined[], log: Log): Result {
  return { json: findingsJson(examined), lines: findingLines(examined, log), exitCode: exitCodeFor(examined) };
}

interface There {
  readonly there: Examined[];
  /** What is wrong with the targets as a whole. */
  readonly shared: readonly string[];
}

async function lookThere(stage: Stage, prepared: Prepared): Promise<There> {
  const { context, gathered, authorities, targets } = prepared;
  const paces = createPaces(stage.clock);
  if (targets === undefined) {
    const { target, findings } = await visit(stage, { context, gathered, authorities, paces });
    const address = target === undefined ? "." : addressOf(target);
    return { there: [{ address, optional: false, findings }], shared: [] };
  }
  const claims = createClaims();
  const mixed = mixedUp(targets, claims);
  const there: Examined[] = [];
  const found: { readonly address: string; readonly target: Target | undefined }[] = [];
  // One after the other: who claims a token first is no matter of who answers first.
  for (const asked of targets) {
    const claim: ReturnType<Claims["of"]> = (target, token) => {
      if (mixed.size > 0) throw mixed.get(asked.address) ?? new InputError(NOT_TRIED);
      claims.of(asked)(target, token);
    };
    const { address, optional } = asked;
    const { target, findings } = await visit(stage, { ...asked, authorities, paces, claim });
    there.push({ address, optional, findings });
    found.push({ address, target });
  }
  return { there, shared: claims.problems(found) };
}

const NOT_TRIED =
  "Its token is not sent anywhere as long as two servers would get the same one. Mend the other target first.";

/** Targets whose token is another one's, before any is sent. */
function mixedUp(targets: readonly PreparedTarget[], claims: Claims): ReadonlyMap<string, InputError> {
  const mixed = new Map<string, InputError>();
  for (const asked of targets) {
    // What else is wrong is told where the target is looked at.
    const chosen = attempt([], () => {
      const target = locate(asked.context);
      if (target.kind === "unknown") return undefined;
      return { target, token: chooseToken(target, tokenSources(asked.context), { staysHere: () => true }) };
    });
    const problems: string[] = [];
    if (chosen !== undefined)
      attempt(problems, () => {
        claims.of(asked)(chosen.target, chosen.token);
      });
    if (problems.length > 0) mixed.set(asked.address, new InputError(...problems));
  }
  return mixed;
}
