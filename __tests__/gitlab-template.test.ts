import { describe, expect, it } from "vitest";
import { readFileSync } from "node:fs";
import fc from "fast-check";

import { INPUT_LIST } from "../src/request/inputs";
import { interpolate, jobOf, readTemplate } from "./gitlab-template/interpolate";

const TEXT = readFileSync("gitlab-ci-template.yml", "utf8");
const template = readTemplate(TEXT);
const INPUTS = Object.entries(template.header.spec.inputs);

/** What a text may hold that means something to YAML, to a shell or to GitLab. */
const NASTY = `it's "all": #1 & *x {a: [b]} - | > \\n \`id\` %A% $5 !y @z, 发布 `;

describe("gitlab-ci-template.yml", () => {
  it("is the component, too", () => {
    expect(readFileSync("templates/forge-release/template.yml", "utf8")).toBe(TEXT);
  });

  it("has every input of the program but the tokens, and those of the job", () => {
    const job = ["stage", "job-name", "image", "tag-pattern", "program", "token_variable"];
    const known = INPUT_LIST.map(([name]) => name as string).filter((name) => name !== "token" && name !== "job_token");
    expect(INPUTS.map(([name]) => name).sort()).toEqual([...job, ...known].sort());
  });

  it("can be used without a single input", () => {
    const { name, job } = jobOf(interpolate(template, {}));
    const pkg = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(name).toBe("forge-release");
    expect(job).toMatchObject({
      stage: "deploy",
      image: "node:24-slim",
      rules: [{ if: "$CI_COMMIT_TAG =~ /.+/" }],
      artifacts: { reports: { dotenv: ["./forge-release.env"] } },
    });
    expect(job.script.join("\n")).toContain(`npx --yes forge-release@${pkg.version} "$@"`);
  });

  it.each(INPUTS.filter(([, { regex }]) => regex === "^[^\\r\\n]*$").map(([name]) => name))(
    "%s: any line arrives as it is",
    (name) => {
      const { variables } = jobOf(interpolate(template, { [name]: NASTY })).job;
      const variable = name === "program" ? "FORGE_RELEASE_PROGRAM" : `INPUT_${name.toUpperCase()}`;
      expect(variables[variable]).toBe(NASTY);
      expect(() => interpolate(template, { [name]: "one\ntwo" })).toThrow("RegEx");
    },
  );

  it("any list arrives as it is", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" })), fc.array(fc.string()), (files, body) => {
        const { variables } = jobOf(interpolate(template, { files, body })).job;
        const { FORGE_RELEASE_FILES: list, FORGE_RELEASE_BODY: notes } = variables;
        expect(JSON.parse(typeof list === "string" ? list : "")).toEqual(files);
        expect(notes).toMatchObject({ expand: false });
        expect(JSON.parse(typeof notes === "object" ? notes.value : "")).toEqual(body);
      }),
      { numRuns: 40 },
    );
  });

  it("takes a pattern of tags that would end a plain text of YAML", () => {
    const pattern = '/^app: "v"\\d # it\'s$/i';
    expect(jobOf(interpolate(template, { "tag-pattern": pattern })).job.rules).toEqual([
      { if: `$CI_COMMIT_TAG =~ ${pattern}` },
    ]);
  });
});
