import { obstacle } from "../../scripts/command-table";
import { COMMAND_NAMES, SPECS, type Spec } from "../../src/request/commands/specs";
import { codeOf, sectionsOf } from "../chinese/page";
import { seed } from "./cells";
import { addressOf, copyBetween, mirror } from "./copy-stage";
import { NAMES, type Stage, endAll, expectCall, startStage } from "./stage";

afterAll(endAll);

/** What a page says of the JSON: the types of each member by its path. */
function membersOn(command: string): ReadonlyMap<string, readonly string[]> {
  const [table = []] = sectionsOf(`docs/commands/${command}.md`).find(({ id }) => id === "json")?.tables ?? [];
  const rows = table.slice(1).flatMap(([names = "", types = ""]) => {
    return codeOf(names).map((name): [string, string[]] => [name, types.split(/, | or /)]);
  });
  return new Map(rows);
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** Paths and types of what was printed; what is below an object of names is nobody's member. */
function membersOf(value: unknown, path = ""): (readonly [path: string, type: string])[] {
  if (Array.isArray(value)) return value.flatMap((one) => membersOf(one, path === "" ? "" : `${path}[]`));
  if (typeof value !== "object" || value === null) return path.endsWith("[]") ? [[path, typeOf(value)]] : [];
  return Object.entries(value).flatMap(([name, member]) => {
    const own = path === "" ? name : `${path}.${name}`;
    return [[own, typeOf(member)] as const, ...(Array.isArray(member) ? membersOf(member, own) : [])];
  });
}

const COMMANDS = COMMAND_NAMES.filter((name) => {
  const { options }: Spec = SPECS[name];
  return options.includes("json");
});

/** How each command is called; the first ones leave enough for the others. */
const CALLS: Readonly<Record<string, (stage: Stage) => Promise<unknown>>> = {
  list: (stage) => printed(stage, "list"),
  view: (stage) => printed(stage, "view", "v1.1.0"),
  download: (stage) => printed(stage, "download", "v1.1.0", "--dir", "out"),
  verify: (stage) => printed(stage, "verify", "v1.1.0"),
  upload: (stage) => printed(stage, "upload", "v1.1.0", "out/a.txt"),
  doctor: (stage) => printed(stage, "doctor", "--tag-name", "v1.1.0", "out/a.txt"),
  init: async (stage) => (await expectCall(stage.call(["init", "--ci", "github", "--json"], { bare: true }), 0)).json,
  prune: (stage) =>
    obstacle(stage.name, "prune") === undefined
      ? printed(stage, "prune", "nightly-*", "--keep", "1", "--dry-run")
      : Promise.resolve([]),
  delete: (stage) => printed(stage, "delete", "v1.1.0", "a.txt", "--yes"),
  async copy(stage) {
    const to = await startStage("gitea");
    mirror(to, "v1.1.0");
    return (await copyBetween(stage, to, ["v1.1.0", "v9.9.9"])).json;
  },
};

async function printed(stage: Stage, ...words: readonly string[]): Promise<unknown> {
  return (await expectCall(stage.call([...words, "--json"]), 0)).json;
}

describe("what --json prints", () => {
  it("is told and looked at for each command that has it", () => {
    expect(Object.keys(CALLS).sort()).toEqual([...COMMANDS].sort());
  });

  const seen = new Map<string, Set<string>>();

  it.each(NAMES)("on %s has the members and types that the pages tell, all of them everywhere", async (name) => {
    const stage = await startStage(name);
    seed(stage);
    for (const [command, call] of Object.entries(CALLS)) {
      const told = membersOn(command);
      const found = membersOf(await call(stage));
      const wrong = found.filter(([path, type]) => told.get(path)?.includes(type) !== true);
      expect([addressOf(stage), command, wrong]).toEqual([addressOf(stage), command, []]);
      for (const [path, type] of found) {
        const key = `${command} ${path}`;
        seen.set(key, (seen.get(key) ?? new Set()).add(type));
      }
      const tops = [...told.keys()].filter((path) => !path.includes("["));
      if (found.length > 0)
        expect([command, tops.filter((path) => !found.some(([one]) => one === path))]).toEqual([command, []]);
    }
    expect(stage.sandbox.violations).toEqual([]);
  });

  it("has no member on a page that no forge prints", () => {
    const told = COMMANDS.flatMap((command) => [...membersOn(command).keys()].map((path) => `${command} ${path}`));
    expect(told.filter((key) => !seen.has(key))).toEqual([]);
  });
});
