import type { TargetOutput } from "../../types/outputs";
import { CancelledError, exitCodeOf, sentencesOf } from "../errors";
import type { Redactor } from "../http";
import { link, plainJson, plainText } from "../model/plain-text";
import { words } from "../model/words";
import { type Outcome, releaseOf } from "../operations/publish/publish";
import { failedPage } from "./deliver";
import { marked } from "./columns";
import { type Say, inEnglish } from "../model/say";
import type { Log } from "./log";
import { type About, type Outputs, assetOutput, fixedOutputs, outputsOf } from "./outputs";
import { closingLine, failureLine, summaryOf } from "./summary";

/** How one of several targets ended. */
export interface TargetEnded {
  /** As its user wrote it. */
  readonly address: string;
  readonly tag: string;
  /** Its failure fails nothing else. */
  readonly optional: boolean;
  /** `undefined` where it did not come so far. */
  readonly about: About | undefined;
  readonly milliseconds: number;
  readonly end:
    | { readonly outcome: Outcome }
    /** `stands`: what this run did there before it failed. */
    | { readonly error: unknown; readonly stands: readonly string[] };
}

/** The outputs of the first target, as far as it came, and the output `results`. Pure. */
export function outputsOfAll(all: readonly TargetEnded[]): Outputs {
  const [first] = all;
  const { about, end } = first ?? {};
  const own =
    about === undefined || end === undefined
      ? []
      : "outcome" in end
        ? outputsOf(end.outcome, about)
        : fixedOutputs(about);
  return new Map([...own, ["results", plainJson(all.map(targetOutput))]]);
}

function targetOutput(ended: TargetEnded): TargetOutput {
  const { address: target, about, end } = ended;
  const place = { target, forge: about?.forge ?? null, repository: about?.repository ?? null };
  const nothing = { id: null, url: null, created: null, error: null, assets: null };
  if ("error" in end) return { ...place, ...nothing, status: "failed", error: inOneLine(end.error) };
  const { outcome } = end;
  const release = releaseOf(outcome);
  const known = { ...nothing, id: release === undefined ? null : String(release.id), url: release?.webUrl ?? null };
  if ("planned" in outcome) return { ...place, ...known, status: "planned" };
  const { result: status, created, files } = outcome.published;
  return { ...place, ...known, status, created, assets: files.map(assetOutput) };
}

/** The last lines of the log, one for each target. Pure. */
export function closingLines(
  all: readonly TargetEnded[],
  lost?: "outputs",
): { readonly line: string; readonly isGood: boolean }[] {
  return all.map((ended) => {
    const { end, milliseconds } = ended;
    const place = placeOf(ended);
    return "error" in end
      ? { line: failureLine(place, milliseconds), isGood: false }
      : { line: closingLine(end.outcome, place, milliseconds, lost), isGood: lost === undefined };
  });
}

/** What a target is called that did not come so far as to be known. */
function placeOf({ about, address, tag }: TargetEnded): About {
  return about ?? { forge: address, repository: address, tag };
}

/** What failed and must not fail, in a line for each target and one before them; none where nothing did. Pure. */
export function failures(all: readonly TargetEnded[], say: Say): string[] {
  const failed = all.filter(({ optional, end }) => "error" in end && !optional);
  if (failed.length === 0) return [];
  return [
    `${failed.length} of ${words.count(all.length, "target")} failed; the next run touches only what is missing.`,
    ...failed.map((ended) => failureOf(ended, say)),
  ];
}

/** The same of those that may fail. Pure. */
export function leftOut(all: readonly TargetEnded[], say: Say): string[] {
  return all
    .filter(({ optional, end }) => "error" in end && optional)
    .map((ended) => `An optional target failed. ${failureOf(ended, say)}`);
}

function failureOf({ address, end }: TargetEnded, say: Say): string {
  return `${address}: ${"error" in end ? inOneLine(end.error, say) : ""}`;
}

function inOneLine(error: unknown, say: Say = inEnglish): string {
  // A Chinese full stop takes no blank behind it.
  return sentencesOf(error).map(say).join(" ").replace(/。 /g, "。");
}

/** One page for all targets, without secrets: a table, then each target's own part. Markdown. */
export function summaryOfAll(
  all: readonly TargetEnded[],
  redactor: Pick<Redactor, "hide" | "hideInOwn"> & Pick<Log, "inLanguage" | "say">,
): string {
  const { say } = redactor;
  const rows = all.map(({ address, optional, about, end, milliseconds }) => {
    const outcome = "error" in end ? undefined : end.outcome;
    const release = outcome && releaseOf(outcome);
    // The pipeline's own is called by its name: a dot is none to click on.
    const called = address === "." && about !== undefined ? about.repository : address;
    const name = release === undefined ? plainText(called) : link(called, release.webUrl);
    const status =
      outcome === undefined ? `**${say("failed")}**` : say("planned" in outcome ? "planned" : outcome.published.result);
    const target = marked(name, optional ? say("(optional)") : "");
    return `| ${target} | ${plainText(about?.title ?? "")} | ${status} | ${say(words.duration(milliseconds))} |`;
  });
  const table = [`| ${say("Target")} | ${say("Forge")} | | |`, "|---|---|---|---:|", ...rows, ""].join("\n");
  const parts = all.map((ended) => {
    const { end, milliseconds } = ended;
    const about = placeOf(ended);
    return "error" in end
      ? redactor.hideInOwn(failedPage({ ...end, about, milliseconds }, redactor))
      : redactor.hide(summaryOf(end.outcome, about, { milliseconds, say }));
  });
  return [redactor.hide(table), ...parts].join("\n");
}

/** 1 when one failed that must not, 2 when nothing was changed anywhere, because no target can take what was asked for. */
export function exitCodeOfAll(all: readonly TargetEnded[]): number {
  const errors = all.flatMap(({ end }) => ("error" in end ? [end.error] : []));
  const cancelled = errors.find((error) => error instanceof CancelledError);
  if (cancelled !== undefined) return exitCodeOf(cancelled);
  const codes = all.flatMap(({ end, optional }) => ("error" in end && !optional ? [exitCodeOf(end.error)] : []));
  if (codes.length === 0) return 0;
  return errors.length === all.length && errors.every((error) => exitCodeOf(error) === 2) ? 2 : 1;
}
