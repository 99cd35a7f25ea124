import type { FaultRule } from "../../../sandbox/kernel/faults";
import { type Scene, type Stage, errorsOf, noticesOf } from "./scene";
import type { Action } from "./subject";

/** Where forges say what they keep. */
const TITLES = ["name", "title"];
const NOTES = ["body", "description"];

type Told = Record<string, unknown>;
const isRecord = (told: unknown): told is Told => typeof told === "object" && told !== null && !Array.isArray(told);

type Change = readonly [names: readonly string[], to: (value: unknown) => unknown];

/** An answer whose members of these names say something else. */
function altered(...changes: readonly Change[]): FaultRule["do"] {
  const change = (name: string, value: unknown): unknown =>
    (changes.find(([names]) => names.includes(name))?.[1] ?? ((same) => same))(value);
  return {
    kind: "alter",
    body: (told) =>
      isRecord(told)
        ? Object.fromEntries(Object.entries(told).map(([name, value]) => [name, change(name, value)]))
        : told,
  };
}

const cutAt =
  (length: number) =>
  (value: unknown): unknown =>
    typeof value === "string" ? value.slice(0, length) : value;

/** A server that takes what is asked for and keeps something else: told, or an error where it means "not done". */
export function keepingLess({ scenario, subject }: Stage): void {
  const { can } = subject;
  const { keepsTitles = true, answersChanges = true } = can;
  const lies = (scene: Scene, action: Action, fault: FaultRule["do"]): void => {
    scene.repo.spoil(action, fault, { times: Infinity });
  };

  const titled: Stage["scenario"] = keepsTitles ? scenario : () => undefined;
  titled("tells what the server cut of title and notes when it made the release", async (scene) => {
    lies(scene, "create", altered([TITLES, cutAt(19)], [NOTES, cutAt(30)]));
    const title = "A title that is far too long for anybody";
    const told = noticesOf(await scene.onTag("v1.0.0", { name: title })).join("\n");
    expect(told).toContain("The server cut the title at 19 characters: “A title that is far”.");
    const other = await scene.onTag("v2.0.0", { body: "Notes that are longer than the server likes them to be." });
    expect(noticesOf(other).join("\n")).toContain("The server cut the notes at 30 characters: 25 are missing.");
    expect(other.outputs).toMatchObject({ tag_name: "v2.0.0", created: "true" });
  });

  if (answersChanges) {
    scenario("tells what the server did not take of a change", async (scene) => {
      scene.repo.release({ tag: "v1.0.0", title: "Old", notes: "Old notes" });
      lies(scene, "update", altered([NOTES, () => "Old notes"]));
      const ran = await scene.onTag("v1.0.0", { body: "New notes, which are others" });
      expect(noticesOf(ran).join("\n")).toContain("The server did not keep the notes as they were sent");
    });
  }

  scenario("tells that a prerelease became none", async (scene) => {
    if (!can.prereleases) return;
    const off = altered([["prerelease", "release_status"], (value) => (typeof value === "boolean" ? false : null)]);
    lies(scene, "create", off);
    const ran = await scene.onTag("v1.0.0", { prerelease: "true" });
    expect(noticesOf(ran).join("\n")).toContain("The server did not take prerelease: true");
  });

  scenario("says nothing of the kind where the server keeps what it takes", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const inputs = { name: "One  title \u00e9", body: "Notes\r\n\r\n- one\n\n", files: "app.zip" };
    for (const name of [inputs.name, "Another"])
      expect(noticesOf(await scene.onTag("v1.0.0", { ...inputs, name })).join("\n")).not.toContain("The server");
  });

  if (can.drafts && answersChanges) {
    scenario("does not say of a draft that it is published", async (scene) => {
      await scene.write({ "app.zip": "app" });
      lies(scene, "update", altered([["draft"], () => true]));
      const ran = await scene.onTag("v1.0.0", { files: "app.zip" }, { exit: 1 });
      expect(errorsOf(ran).join(" ")).toMatch(/v1\.0\.0 \(id \d+\) was not published/);
      expect(ran.log).not.toMatch(/^published v1\.0\.0/m);
    });
  }

  if (can.drafts) {
    scenario("does not say of what is public that it is a draft, and uploads nothing to it", async (scene) => {
      await scene.write({ "app.zip": "app" });
      lies(scene, "create", altered([["draft"], () => false]));
      const ran = await scene.onTag("v1.0.0", { files: "app.zip", draft: "true" }, { exit: 1 });
      expect(errorsOf(ran).join(" ")).toMatch(/was to be a draft/);
      expect(scene.only().assets).toEqual([]);
    });
  }
}
