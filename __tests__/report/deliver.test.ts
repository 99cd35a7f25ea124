import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Pipeline, Result } from "../../src/ci/ci";
import { plainLogger } from "../../src/ci/loggers";
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
): Promise<{
  readonly results: readonly Result[];
  readonly pages: readonly string[];
  readonly code: number;
  readonly said: readonly string[];
}> {
  const said: string[] = [];
  const results: Result[] = [];
  const pages: string[] = [];
  const ci = pipeline({
    handOn: (result) => Promise.resolve(void results.push(result)),
    summarise: (page) => Promise.resolve(void pages.push(page)),
    ...more,
    logger: plainLogger({ write: (text) => void said.push(text.trim()) }),
  });
  const redactor = createRedactor();
  redactor.add("s3cr3t-token");
  const code = await deliver({
    outcome: published({ release: release({ title: "One s3cr3t-token" }) }),
    about: ABOUT,
    milliseconds: 0,
    pipeline: ci,
    folder,
    outputsFile: outputsFile === undefined ? undefined : join(folder, outputsFile),
    redactor,
    log: createLog({ logger: ci.logger, redactor, debug: true }),
  });
  return { results, pages, code, said };
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
  it("fails a run, whose last line says that the release stands and where", async () => {
    const full = await delivered({ handOn: () => Promise.reject(new Error("ENOSPC: no space left")) });
    expect([full.code, full.said]).toEqual([
      1,
      [
        "error: The release stands, but the outputs could not be written.",
        "ENOSPC: no space left",
        expect.stringMatching(
          /outputs_file not writable\? The release: https:\/\/forge\.test\/o\/r\/releases\/v1\.2\.0$/,
        ),
        expect.stringMatching(
          /^published .*, but the outputs were not written → https:\/\/forge\.test\/o\/r\/releases\/v1\.2\.0$/,
        ),
      ],
    ]);
    expect((await delivered({}, "not/there.env")).code).toBe(1);
  });

  it("is forgiven for a page that is only shown", async () => {
    const { results } = await delivered({ summarise: () => Promise.reject(new Error("no")) });
    expect(results).toHaveLength(1);
  });
});
