import { describe, expect, it } from "vitest";
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";

import { filesBelow, sources, textOf } from "./sources";

const SKIPPED = ["node_modules", ".git", "coverage"];
const ALL = filesBelow(".", SKIPPED).filter((path) => !/^(build\/|.*\.log$)/.test(path));
const CODE = ["src", "sandbox"].flatMap((folder) => filesBelow(folder));
/** Files that hold one table, which nobody reads from top to bottom. */
const TABLES = /^(request\/inputs\.ts|report\/messages\/zh\/.*)$/;

/** Lines of files that match, as `path:line`. */
function lines(paths: readonly string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    textOf(path)
      .split("\n")
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim().slice(0, 120)}`] : [])),
  );
}

describe("files", () => {
  const long = (most: number): string[] =>
    sources()
      .filter(({ path, text }) => text.split("\n").length - 1 > most && !TABLES.test(path))
      .map(({ path, text }) => `${path}: ${text.split("\n").length - 1}`);

  it("of src have at most 220 lines", () => {
    const [soon] = [long(150)];
    if (soon.length > 0) process.stderr.write(`Files over 150 lines, to be split one day: ${soon.join(", ")}\n`);
    expect(long(220)).toEqual([]);
  });

  it("of a forge have at most 800 lines together, of GitHub and GitLab 1,000", () => {
    const counts: Record<string, number> = {};
    for (const { path, text } of sources()) {
      const [, forge] = /^forges\/([^/]+)\//.exec(path) ?? [];
      if (forge !== undefined) counts[forge] = (counts[forge] ?? 0) + text.split("\n").length - 1;
    }
    expect(Object.keys(counts)).toEqual(expect.arrayContaining(["github", "gitlab", "sourcehut"]));
    const most = (forge: string): number => (forge === "github" || forge === "gitlab" ? 1000 : 800);
    expect(Object.entries(counts).filter(([forge, count]) => count > most(forge))).toEqual([]);
  });

  it("are named for what they do", () => {
    expect(CODE.filter((path) => /util|helper|manager|common|misc/i.test(basename(path)))).toEqual([]);
  });
});

describe("texts", () => {
  it("leave nothing to be done later", () => {
    expect(lines(CODE, /\b(TODO|FIXME|XXX|HACK|WIP)\b|\bstub(s|bed)?\b|not (yet )?implemented/i)).toEqual([]);
  });

  it("name no folder of anybody's machine", () => {
    const words = [
      "/work/(main|shared)\\b",
      "/root/",
      "/Users/[a-z]",
      "/home/(?!runner\\b|ci\\b|user\\b|node\\b)[a-z]",
    ];
    expect(
      lines(
        ALL.filter((path) => !path.startsWith("__tests__/house/")),
        new RegExp(words.join("|")),
      ),
    ).toEqual([]);
  });

  it("name no registry", () => {
    const words = [
      "registry\\.npmjs\\.",
      "registry\\.npmmirror\\.",
      "registry\\.yarnpkg\\.",
      "npm\\.pkg\\.github",
      "artifactory",
      "verdaccio",
      "nexus/repository",
    ];
    expect(
      lines(
        ALL.filter((path) => !path.startsWith("__tests__/house/")),
        new RegExp(words.join("|")),
      ),
    ).toEqual([]);
  });
});

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly devDependencies?: Record<string, string>;
}

describe("package-lock.json", () => {
  it("holds no addresses to load from", () => {
    expect(existsSync("package-lock.json")).toBe(true);
    expect(lines(["package-lock.json"], /"resolved"/)).toEqual([]);
  });

  it("the lock file names the optional packages of every system: npm ci refuses one that does not", () => {
    const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) =>
          packages[`node_modules/${name}`] === undefined && packages[`${path}/node_modules/${name}`] === undefined,
      ),
    );
    expect(missing).toEqual([]);
  });

  it("and package.json name one version of each package, and no range", () => {
    const { devDependencies } = JSON.parse(textOf("package.json")) as { devDependencies: Record<string, string> };
    const { packages } = JSON.parse(textOf("package-lock.json")) as {
      packages: Record<string, Locked>;
    };
    expect(packages[""]?.devDependencies).toEqual(devDependencies);
    for (const [name, version] of Object.entries(devDependencies))
      expect([name, packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
    // Of what the tests' own tools bring along for other systems some have none.
    const unchecked = Object.entries(packages).filter(([, { integrity, optional }]) => !integrity && !optional);
    expect(unchecked.map(([path]) => path)).toEqual([""]);
  });
});
