import { EXAMPLES } from "../../scripts/command-examples";
import { seeded } from "./cells";
import { type Stage, endAll, expectCall } from "./stage";

afterAll(endAll);

let stage: Stage;
beforeAll(async () => {
  stage = await seeded("github");
});

/** Without what differs from day to day and from sandbox to sandbox. */
const neutral = (text: string): string =>
  text
    .replaceAll(stage.sandbox.apiUrl, "https://api.github.com")
    .replaceAll(stage.workspace.folder, "/home/user/app")
    .replace(/Node \d+\.\d+\.\d+/, "Node 24.1.0")
    .replaceAll(stage.sandbox.serverUrl, "https://github.com")
    .replaceAll(stage.repo.path, "octo/app")
    .replace(/\d{4}-\d\d-\d\d/g, "2026-01-02")
    .trimEnd();

it.each(EXAMPLES)("docs/commands.md shows what is printed: $words", async ({ words, prints, code = 0, bare }) => {
  const { stdout } = await expectCall(
    stage.call(words.split(" "), { bundle: "the page shows the bundle", ...(bare && { bare }) }),
    code,
  );
  expect(neutral(stdout)).toBe(prints);
});
