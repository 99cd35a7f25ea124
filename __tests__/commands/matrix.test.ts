import { obstacle } from "../../scripts/command-table";
import { FORGES } from "../../src/forges";
import { CELLS, seeded } from "./cells";
import { NAMES, type Stage, endAll, expectCall } from "./stage";

afterAll(endAll);

const BUNDLE = { bundle: "the table is of what people run" };

it("the table has every forge that a sandbox plays", () => {
  expect(FORGES.map(({ id }) => id).sort()).toEqual([...NAMES].sort());
});

/** Each cell of the table in docs/commands/README.md, under its name: played by the bundle, or refused for the reason it tells. */
describe.each(NAMES)("%s", (name) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await seeded(name);
  });

  it.each(CELLS)("$column", async ({ column, play }) => {
    const reason = obstacle(name, column);
    if (reason === undefined) await play(stage, BUNDLE);
    else {
      const writes = stage.repo.writes().length;
      const words = column === "prune" ? ["prune", "*", "--keep", "0"] : ["delete", "v1.0.0"];
      const flags = column === "delete --with-tag" ? ["--with-tag"] : [];
      const { stderr } = await expectCall(stage.call([...words, ...flags, "--yes"], BUNDLE), 2);
      expect(stderr).toContain(reason.replace("no request deletes", "has no request that deletes"));
      expect(stage.repo.writes()).toHaveLength(writes);
    }
    expect(stage.sandbox.violations).toEqual([]);
  });
});
