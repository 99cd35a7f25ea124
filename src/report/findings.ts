import type { Examined, Finding, Status } from "../model/finding";
import { marked, width } from "./columns";
import type { Log } from "./log";

/** What each is called for people. */
const STATUSES: Readonly<Record<Status, string>> = {
  ok: "ok",
  warning: "warning",
  wrong: "wrong",
  unknown: "not known",
};

const WIDTHS = { status: 11, check: 13 };

/**
 * Checks for people: a line each, below it what to do; at the end how many there are of which kind. Pure.
 *
 * @param log tells them in the language of the run
 */
export function findingLines(examined: readonly Examined[], log: Speech): string[] {
  const parts = examined.flatMap(({ address, optional, findings }) => [
    ...(address === undefined ? [] : ["", optional ? marked(address, log.say("(optional)")) : address]),
    ...findings.flatMap((one) => lines(one, log)),
  ]);
  return [
    ...parts,
    "",
    tally(
      examined.flatMap(({ findings }) => findings),
      log,
    ),
  ];
}

type Speech = Pick<Log, "inLanguage" | "say">;

function lines({ status, check, message, remedy }: Finding, { say, inLanguage }: Speech): string[] {
  const start = padded(say(STATUSES[status]), WIDTHS.status) + padded(say(check), WIDTHS.check);
  const below = " ".repeat(WIDTHS.status + WIDTHS.check);
  return [
    ...inLanguage(message)
      .split("\n")
      .map((line, at) => `${at === 0 ? start : below}${line}`),
    ...(remedy === undefined
      ? []
      : inLanguage(remedy, "own")
          .split("\n")
          .map((line, at) => `${below}${at === 0 ? "→ " : "  "}${line}`)),
  ];
}

function padded(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - width(text)));
}

/** `12 ok, 1 warning, 2 wrong, 1 not known` */
function tally(findings: readonly Finding[], { say }: Speech): string {
  const count = (status: Status): number => findings.filter((one) => one.status === status).length;
  return (["ok", "warning", "wrong", "unknown"] as const)
    .filter((status) => status === "ok" || count(status) > 0)
    .map((status) =>
      say(`${count(status)} ${status === "warning" && count(status) > 1 ? "warnings" : STATUSES[status]}`),
    )
    .join(say(", "));
}

/** The same for programs. */
export function findingsJson(examined: readonly Examined[]): unknown {
  return examined.flatMap(({ address, findings }) =>
    findings.map(({ check, status, message, remedy }) => ({
      ...{ target: address ?? null, check, status, message, remedy: remedy ?? null },
    })),
  );
}
