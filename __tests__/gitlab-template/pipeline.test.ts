import { beforeAll, expect, it } from "vitest";
import { readFileSync } from "node:fs";
import { stringify } from "yaml";

import { interpolate, readTemplate } from "./interpolate";
import { describeOnUnix, requireTools } from "./runner";
import { BUNDLE, type Stage, stage } from "./stage";

const TEXT = readFileSync("gitlab-ci-template.yml", "utf8");
const template = readTemplate(TEXT);

/** A build, the template with these inputs, and a job that reads what it hands on. */
const project = (inputs: object, overlay: object = {}, tail = TEXT): Record<string, string> => ({
  "template.yml": tail,
  "NOTES.md": "From the file.\n",
  ".gitlab-ci.yml": stringify({
    include: [{ local: "template.yml", ...(Object.keys(inputs).length > 0 && { inputs }) }],
    build: {
      stage: "build",
      script: ["mkdir -p dist", "echo zip > 'dist/app 1.0.zip'", "echo sum > 'dist/it'\\''s $5.txt'"],
      artifacts: { paths: ["dist/"] },
    },
    announce: {
      stage: ".post",
      rules: [{ if: "$CI_COMMIT_TAG" }],
      script: ['echo "told: $RELEASE_TAG_NAME $RELEASE_URL"'],
    },
    ...overlay,
  }),
});

const INPUT = {
  program: BUNDLE,
  name: `The "app" $CI_COMMIT_TAG, it's $$5 # one`,
  files: ["dist/app 1.0.zip#The app (zipped)#package", "dist/it's $$5.txt", "NOTES.md"],
  body: ['## What\'s "new"', "", "- costs $5, `export PATH=$HOME/bin:$PATH`", "- \\n stays \\n, 发布"],
  links: ["Image=https://registry.example.com/app:1.0#image"],
  retry_delay: 0.01,
  concurrency: "2",
};

function expectRelease({ project: { releases } }: Stage): void {
  expect(releases).toMatchObject([
    {
      tagName: "v1.0.0",
      name: `The "app" v1.0.0, it's $5 # one`,
      body: '## What\'s "new"\n\n- costs $5, `export PATH=$HOME/bin:$PATH`\n- \\n stays \\n, 发布',
    },
  ]);
  const links = releases.flatMap((release) => release.links.map(({ name, type }) => [name, type]));
  expect(links.sort()).toEqual([
    ["Image", "image"],
    ["NOTES.md", "other"],
    ["The app (zipped)", "package"],
    ["it's $5.txt", "other"],
  ]);
}

/** https://docs.gitlab.com/ci/yaml/artifacts_reports/#artifactsreportsdotenv */
function readReport(text: string): Map<string, string> {
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(5 * 1024);
  expect(text.endsWith("\n")).toBe(true);
  const lines = text.slice(0, -1).split("\n");
  expect(lines.length).toBeLessThanOrEqual(20);
  return new Map(
    lines.map((line) => {
      const [, key = "", value = ""] = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(line) ?? [];
      expect({ line, key }).not.toMatchObject({ key: "" });
      return [key, value];
    }),
  );
}

describeOnUnix("a pipeline with the template", () => {
  beforeAll(requireTools);

  it("publishes the artifacts of a tag, and hands the release on", async () => {
    const at = await stage(project(INPUT));
    const log = await at.green("tag");
    expectRelease(at);
    const report = readReport(await at.read("forge-release.env"));
    const url = `${at.gitlab.serverUrl}/group/sub/app/-/releases/v1.0.0`;
    expect(Object.fromEntries(report)).toMatchObject({
      RELEASE_TAG_NAME: "v1.0.0",
      RELEASE_URL: url,
      RELEASE_CREATED: "true",
    });
    expect(log).toContain(`told: v1.0.0 ${url}`);
    expect(at.gitlab.violations).toEqual([]);
    expect(at.gitlab.requests.every(({ headers }) => "job-token" in headers)).toBe(true);
  });

  it("does the same with the text that a server makes of it", async () => {
    const at = await stage(project({}, {}, interpolate(template, INPUT)));
    await at.green("tag");
    expectRelease(at);
  });

  it("takes the package from npm, another token, and what is written under the job's name", async () => {
    const inputs = {
      "job-name": "Release it",
      files: ["NOTES.md"],
      token_variable: "RELEASE_TOKEN",
      working_directory: "./",
    };
    const overlay = { "Release it": { variables: { INPUT_BODY: "Of $CI_COMMIT_TAG" } } };
    const at = await stage(project(inputs, overlay));
    const log = await at.green("tag", [], { RELEASE_TOKEN: at.gitlab.token });
    expect(log).toMatch(/npx --yes forge-release@\d+\.\d+\.\d+$/m);
    expect(log).not.toContain(at.gitlab.token);
    expect(at.project.releases).toMatchObject([{ body: "Of v1.0.0" }]);
    expect(at.gitlab.requests.every(({ headers }) => headers["private-token"] === at.gitlab.token)).toBe(true);
  });

  it("fails with its job", async () => {
    const at = await stage(project({ program: BUNDLE, files: ["missing/*"] }));
    const { code, log } = await at.pipeline("tag");
    expect(code).not.toBe(0);
    expect(log).toContain("missing/*");
    expect(at.gitlab.requests).toEqual([]);
  });

  it("fails when a variable breaks a list, and sends nothing", async () => {
    const at = await stage(project({ program: BUNDLE, files: ["dist/$CODENAME*"] }));
    const { code, log } = await at.pipeline("tag", [], { CODENAME: 'the "big" one' });
    expect(code).not.toBe(0);
    expect(log).toContain("FILES is no list any more");
    expect(at.gitlab.requests).toEqual([]);
  });

  it("runs for no branch, and for no tag that the pattern leaves out", async () => {
    const at = await stage(project({ program: BUNDLE, "tag-pattern": "/^release-/" }));
    for (const kind of ["branch", "tag"] as const) {
      const log = await at.green(kind, ["--list-csv"]);
      expect(log).toMatch(/^build;/m);
      expect(log).not.toMatch(/^forge-release;/m);
    }
  });

  it.each([
    [{ retries: "many" }, "retries"],
    [{ body_mode: "before" }, "body_mode"],
    [{ dry_run: "yes" }, "dry_run"],
    [{ files: "dist/*" }, "files"],
    [{ name: "one\ntwo" }, "name"],
    [{ token_variable: "glpat-abc" }, "token_variable"],
  ])("refuses %j before anything runs", async (inputs, name) => {
    expect(() => interpolate(template, inputs)).toThrow(`\`${name}\``);
    const at = await stage(project(inputs));
    const { code, log } = await at.pipeline("tag");
    expect(code).not.toBe(0);
    expect(log).toContain(`\`${name}\``);
  });
});
