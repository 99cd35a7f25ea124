import { CancelledError, ConfigError, PublishError } from "../../errors";
import type { Forge } from "../../forges/forge";
import type { Http } from "../../http";
import { type Finding, unknown, wrong, wrongInput } from "../../model/finding";
import type { Wanted } from "../../model/request";
import { abilitiesFound } from "../../operations/examine/abilities";
import { outcome } from "../../operations/examine/outcome";
import { withTagText } from "../../operations/publish/when-asked";
import { InputError, attempt } from "../../request/problems";
import { wrongId } from "../../request/resolve";
import { tagOfRelease } from "../../request/tag";
import type { Target } from "../../request/target/target";
import type { TokenChoice } from "../../request/target/token";
import { type WantedThere, storedArrival, wantedAt } from "../../request/wanted";
import { wantedFiles } from "../../request/wanted-files";
import type { Visiting } from "./target";

const nothing = (): undefined => undefined;
/** Of a look nothing is transferred. */
export const silent = () => ({ moved: nothing, done: nothing, failed: nothing, dropped: nothing });

/** What is wanted there, as far as it can be told; and what is wrong with it for this forge. */
export async function wantedOf(
  {
    context,
    gathered,
    target,
    http,
  }: Pick<Visiting, "context" | "gathered"> & { readonly target: Target; readonly http: Http },
  { forge, token }: { readonly forge: Forge; readonly token: TokenChoice | undefined },
): Promise<{ readonly wanted: Wanted | undefined; readonly findings: Finding[] }> {
  const findings: Finding[] = [];
  const { module } = target;
  const { names } = context.entries;
  const of = <T>(check: "files" | "tag" | "inputs" | "notes", read: () => T): T | undefined => {
    const problems: string[] = [];
    const value = attempt(problems, read);
    findings.push(...problems.map((one) => wrongInput(check, names.words(one))));
    return value;
  };
  const files = of("files", () => wantedFiles(gathered.files, module)) ?? [];
  const arrival = of("files", () => storedArrival(gathered, module));
  const { release_id: id } = context.inputs;
  findings.push(...wrongId(context.inputs, module).map((one) => wrongInput("inputs", names.words(one))));
  const read = { ...context, gathered };
  try {
    const tag =
      gathered.tag ??
      (id === undefined || token === undefined ? undefined : await tagOfRelease(id, { target, token, http }));
    // A tag that is not known keeps nobody from learning what the forge takes.
    const named = await wantedAt(read, { target, tag: tag ?? "", files, arrival });
    if (token !== undefined) await outcome(async () => forge.readServerInfo?.(largest(files)));
    if (tag !== undefined) {
      if (token !== undefined) findings.push(...(await tagTextOf(named, forge)));
      return { wanted: named.wanted, findings };
    }
    const all = abilitiesFound(named.wanted, forge);
    return {
      wanted: undefined,
      findings: [...findings, unknown("tag", "There is no tag to look for.", "Set tag_name."), ...all],
    };
  } catch (error) {
    if (error instanceof CancelledError || !(error instanceof PublishError)) throw error;
    const check = error instanceof ConfigError && !(error instanceof InputError) ? "release" : "inputs";
    return { wanted: undefined, findings: [...findings, wrong(check, error)] };
  }
}

/** Whether the tag says something, where that is to be the notes. */
async function tagTextOf({ wanted, local }: WantedThere, forge: Forge): Promise<Finding[]> {
  const log = {
    info: () => undefined,
    notice: () => undefined,
    warning: () => undefined,
    expects: () => undefined,
    transfer: silent,
  };
  const said = await outcome(() => withTagText({ wanted, local, forge, log }));
  return "error" in said && said.error instanceof ConfigError ? [wrong("notes", said.error)] : [];
}

function largest(files: readonly { readonly size: number }[]): number {
  return files.reduce((most, { size }) => Math.max(most, size), 0);
}
