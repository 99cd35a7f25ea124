import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Pipeline, Result } from "../../src/ci/ci";
import { PublishError } from "../../src/errors";
import { createRedactor } from "../../src/http";
import { deliver } from "../../src/report/deliver";
import { createLog } from "../../src/report/log";
import { release } from "../operations/builders";
import { pipeline } from "../request/builders";
import { ABOUT, published } from "./builders";

let folder = "";
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "deliver-")));
});
afterEach(() => rm(folder, { recursive: true }));

/** Delivers a release of which the title holds a secret; what the pipeline was given comes back. */
async function delivered(
  more: Partial<Pipeline>,
  outputsFile?: string,
): Promise<{ readonly results: readonly Result[]; readonly pages: readonly string[] }> {
  const results: Result[] = [];
  const pages: string[] = [];
  const ci = pipeline({
    handOn: (result) => Promise.resolve(void results.push(result)),
    summarise: (page) => Promise.resolve(void pages.push(page)),
    ...more,
  });
  const redactor = createRedactor();
  redactor.add("s3cr3t-token");
  await deliver({
    outcome: published({ release: release({ title: "One s3cr3t-token" }) }),
    about: ABOUT,
    milliseconds: 0,
    pipeline: ci,
    folder,
    outputsFile: outputsFile === undefined ? undefined : join(folder, outputsFile),
    redactor,
    log: createLog({ logger: ci.logger, redactor, debug: true }),
  });
  return { results, pages };
}

describe("what is delivered", () => {
  it("goes to the pipeline once: outputs, the same as lines, and the folder", async () => {
    const { results, pages } = await delivered({});
    expect(results).toHaveLength(1);
    expect(results[0]?.outputs.get("id")).toBe("7");
    expect(results[0]?.dotenv.split("\n")).toContain("RELEASE_ID=7");
    expect(results[0]?.folder).toBe(folder);
    expect(pages).toHaveLength(1);
  });

  it("holds no secret, on whatever way", async () => {
    const { results, pages } = await delivered({}, "out.env");
    const all = [...(results[0]?.outputs.values() ?? []), results[0]?.dotenv, ...pages];
    expect(all.join("\n")).toContain("One");
    expect(all.join("\n")).not.toContain("s3cr3t-token");
    expect(await readFile(join(folder, "out.env"), "utf8")).not.toContain("s3cr3t-token");
  });

  it("goes to the outputs file in the form that its name asks for", async () => {
    const { results } = await delivered({}, "out.env");
    expect(await readFile(join(folder, "out.env"), "utf8")).toBe(results[0]?.dotenv);
    await delivered({}, "out.json");
    expect(JSON.parse(await readFile(join(folder, "out.json"), "utf8"))).toMatchObject({ id: "7" });
  });
});

describe("what cannot be delivered", () => {
  it("fails a run, and says that the release stands and where", async () => {
    const full = delivered({ handOn: () => Promise.reject(new Error("ENOSPC: no space left")) });
    const error = await full.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PublishError);
    expect(error).toMatchObject({
      message: "The release stands, but its outputs could not be written.",
      said: "ENOSPC: no space left",
      hint: expect.stringContaining("https://forge.test/o/r/releases/v1.2.0"),
    });
    await expect(delivered({}, "not/there.env")).rejects.toThrow("The release stands");
  });

  it("is forgiven for a page that is only shown", async () => {
    const { results } = await delivered({ summarise: () => Promise.reject(new Error("no")) });
    expect(results).toHaveLength(1);
  });
});
