import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** `dist/` is committed: it has to be what the sources say, and all that a run needs. */
const DIST = resolve("dist");
/** All that a build reads: a copy of all that is installed, of 8,000 files, would take most of this suite's time. */
const SOURCES = [
  "package.json",
  "scripts",
  "src",
  "tsconfig.json",
  ...installed(["ansi-escapes", "fflate", "mime", "string-width", "terser", "tsx", "vite"]),
];

/** Folders of packages with those of all that they need. */
function installed(names: readonly string[]): string[] {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
    packages: Record<string, { dependencies?: object; optionalDependencies?: object }>;
  };
  const found = new Set<string>();
  const add = (name: string): void => {
    const home = `node_modules/${name}`;
    if (found.has(home) || !existsSync(home)) return;
    found.add(home);
    for (const [path, { dependencies = {}, optionalDependencies = {} }] of Object.entries(packages))
      if (path === home || path.startsWith(`${home}/`))
        for (const one of Object.keys({ ...dependencies, ...optionalDependencies })) add(one);
  };
  for (const name of names) add(name);
  return [...found];
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dist-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const names = (at: string): string[] =>
  readdirSync(at, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(at, name)).isFile())
    .sort();

describe("dist", () => {
  it("is what the sources say, byte by byte, in whatever folder they lie", () => {
    const elsewhere = join(folder, "a folder", "of another depth");
    for (const name of SOURCES) cpSync(resolve(name), join(elsewhere, name), { recursive: true });
    execFileSync(process.execPath, [join("node_modules", "tsx", "dist", "cli.mjs"), join("scripts", "build.ts")], {
      cwd: elsewhere,
      stdio: ["ignore", "ignore", "inherit"],
    });
    const fresh = join(elsewhere, "dist");
    expect(names(DIST)).toEqual(names(fresh));
    const stale = names(fresh).filter(
      (name) => !readFileSync(join(DIST, name)).equals(readFileSync(join(fresh, name))),
    );
    expect(stale).toEqual([]);
  }, 120_000);

  it("has an entry that loads fast and can be run", () => {
    const entry = join(DIST, "index.js");
    expect(statSync(entry).size).toBeLessThan(20_000);
    const all = names(DIST).reduce((sum, name) => sum + statSync(join(DIST, name)).size, 0);
    expect(all).toBeLessThan(800_000);
    expect(readFileSync(entry, "utf8").split("\n", 1)).toEqual(["#!/usr/bin/env node"]);
    if (process.platform !== "win32") expect(statSync(entry).mode & 0o111).toBe(0o111);
  });

  it("is CommonJS, which its own package.json says", () => {
    expect(JSON.parse(readFileSync(join(DIST, "package.json"), "utf8"))).toEqual({ type: "commonjs" });
  });

  it("names no folder of the machine that built it", () => {
    const told = names(DIST).filter((name) => readFileSync(join(DIST, name), "utf8").includes(resolve(".")));
    expect(told).toEqual([]);
  });

  it("says what it is made of: each package with the version of the lock file, its license and all of its words", () => {
    const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
      packages: Record<string, { version: string; license: string }>;
    };
    const text = readFileSync(join(DIST, "licenses.txt"), "utf8");
    const made = text.matchAll(/^((?:@\S+\/)?\S+) (\d+\.\d+\.\d+\S*)\n(\S.*)\n\n/gm);
    const told = [...made].map(([, name = "", version, license]) => ({ name, version, license }));
    expect(told.map(({ name }) => name)).toContain("mime");
    for (const { name, version, license } of told) {
      // A package of a package may have its own copy within it.
      const copies = Object.entries(packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
      const [home = ""] = copies.find(([, locked]) => locked.version === version) ?? [];
      expect([name, version, packages[home]]).toMatchObject([name, version, { version, license }]);
      const file = readdirSync(home).find((one) => /^licen[cs]e/i.test(one)) ?? "";
      expect(text).toContain(readFileSync(join(home, file), "utf8").trimEnd());
    }
  });

  it("has a bill of materials with what is bundled, and nothing of what only builds and tests it", async () => {
    const tsx = join("node_modules", "tsx", "dist", "cli.mjs");
    const text = execFileSync(process.execPath, [tsx, join("scripts", "sbom.ts")], { encoding: "utf8" });
    const bill = JSON.parse(text) as Record<string, unknown>;
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    const sum = createHash("sha256")
      .update(readFileSync(join(DIST, "index.js")))
      .digest("hex");
    const made = readFileSync(join(DIST, "licenses.txt"), "utf8").matchAll(/^((?:@\S+\/)?\S+) (\d+\.\d+\.\d+\S*)$/gm);
    const bundled = [...made].map(([, name, version]) => ({ name, version, scope: "required", properties: [] }));
    expect(bill).toMatchObject({
      bomFormat: "CycloneDX",
      metadata: { component: { name: "forge-release", version, type: "application" } },
      components: bundled,
      dependencies: expect.arrayContaining([
        { ref: `forge-release@${version}`, dependsOn: bundled.map((one) => `${one.name}@${one.version}`) },
      ]),
    });
    expect(JSON.stringify(bill)).toContain(`"name":"dist/index.js","hashes":[{"alg":"SHA-256","content":"${sum}"}]`);
    expect(JSON.stringify(bill)).not.toMatch(/eslint|vitest|localhost|127\.0\.0\.1/);
    // What npm writes and what is added: against the schema of CycloneDX, strictly.
    expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot5).validate(text)).toBeNull();
  });
});

describe("dist's licenses", () => {
  it("let everybody use it: none asks to pass on more than its own text", () => {
    const text = readFileSync(join(DIST, "licenses.txt"), "utf8");
    const kinds = new Set(
      text.split("\n").filter((line) => /^(MIT|ISC|0BSD|BSD-\S+|Apache-2\.0|Unlicense|\(.* OR .*\))$/.test(line)),
    );
    expect([...kinds].sort()).toEqual(["MIT"]);
    expect(text).not.toMatch(/\b[AL]?GPL\b|GENERAL PUBLIC LICENSE|SEE LICENSE IN|UNLICENSED/);
  });
});

describe("dist, alone in an empty folder", () => {
  let alone = "";
  const run = (...words: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [join(alone, "dist", "index.js"), ...words], {
      cwd: alone,
      encoding: "utf8",
      env: { PATH: process.env.PATH },
    });

  beforeAll(() => {
    alone = join(folder, "alone");
    cpSync(DIST, join(alone, "dist"), { recursive: true });
  });

  it("tells its version", () => {
    const { version } = JSON.parse(readFileSync(resolve("package.json"), "utf8")) as { version: string };
    expect(run("--version")).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("tells its help", () => {
    const { status, stdout, stderr } = run("--help");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("--tag-name");
  });

  it("finds files and refuses wrong inputs, without anything beside it", () => {
    const { status, stdout, stderr } = run("--tag-name", "v1", "--files", "no-such-*");
    expect(status).toBe(2);
    expect(stdout + stderr).toContain("no-such-*");
    expect(stdout + stderr).not.toMatch(/Cannot find (module|package)|at .*\.js:\d+/);
  });
});
