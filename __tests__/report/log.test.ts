import { describe, expect, it } from "vitest";

import type { Logger } from "../../src/ci/loggers";
import { createRedactor } from "../../src/http";
import { type Log, createLog } from "../../src/report/log";

function heard(debug = false): { readonly log: Log; readonly said: string[] } {
  const said: string[] = [];
  const speak = (how: string) => (line: string) => void said.push(`${how} ${line}`);
  const logger: Logger = {
    info: speak("info"),
    notice: speak("notice"),
    warning: speak("warning"),
    error: speak("error"),
    debug: speak("debug"),
    section: speak("section"),
    endSection: () => void said.push("end"),
    mask: speak("mask"),
  };
  return { log: createLog({ logger, redactor: createRedactor(), debug }), said };
}

describe("the log", () => {
  it.each(["info", "error"] as const)("%s says every line by itself, each harmless", (how) => {
    const { log, said } = heard();
    log[how]("one\n::two::\r\n##[three]\rfour\x1b[2J");
    expect(said).toEqual([`${how} one`, `${how} : :two::`, `${how} ## [three]`, `${how} four`]);
  });

  it.each(["notice", "warning"] as const)("%s is one line, or the CI would show its beginning only", (how) => {
    const { log, said } = heard();
    log[how]("one\n::two::");
    expect(said).toEqual([`${how} one : :two::`]);
  });

  it("says debugging lines only when asked to", () => {
    const { log, said } = heard();
    log.debug("x");
    expect(said).toEqual([]);
    const loud = heard(true);
    loud.log.debug("x\ny");
    expect(loud.said).toEqual(["debug x", "debug y"]);
  });

  it.each(["info", "notice", "warning", "error", "debug"] as const)("%s hides what it was told to hide", (how) => {
    const { log, said } = heard(true);
    log.hide("s3cret-token");
    log[how]("the s3cret-token and https://me:pw@git.example.com/x");
    expect(said).toEqual(["mask s3cret-token", `${how} the *** and https://***@git.example.com/x`]);
  });

  it("hides a secret that only becomes one when what is no text is taken out of it", () => {
    const { log, said } = heard();
    log.hide("gho_0123456789abcdef");
    for (const sign of ["\u202e", "\0", "\x1b[31m", "\x1b[", "\u200b", "\t", "\n", "&#8203;", "<b></b>"])
      log.info(`the gho_01234${sign}56789abcdef!`);
    expect(said.slice(1).filter((line) => line !== "info the ***!")).toEqual([]);
  });

  it("folds a section, and ends it when the work fails", async () => {
    const { log, said } = heard();
    log.hide("s3cret");
    const work = log.section("Publishing\n::s3cret", () => {
      log.info("inside");
      return Promise.reject(new Error("no"));
    });
    await expect(work).rejects.toThrow("no");
    expect(said.slice(1)).toEqual(["section Publishing : :***", "info inside", "end"]);
  });

  it("hands on what a section gives", async () => {
    expect(await heard().log.section("x", () => Promise.resolve(5))).toBe(5);
  });
});
