import { type CallOptions, type Stage, expectCall } from "./stage";

/** Runs of publish that create, change, write notes, replace a file. */
export const PUBLICATIONS: readonly ((stage: Stage, how: CallOptions) => Promise<unknown>)[] = [
  async (stage, how) => {
    stage.repo.commit("next");
    stage.repo.tag("v2.0.0", { annotated: "Notes of v2.0.0" });
    await stage.workspace.write("c.txt", "first");
    await expectCall(stage.call(publish("--generate-release-notes"), how), 0);
  },
  async (stage, how) => {
    await stage.workspace.write("c.txt", "second");
    await expectCall(stage.call(publish("--body", "Other notes"), how), 0);
    const published = stage.repo.seen().find(({ tag }) => tag === "v2.0.0");
    expect(published?.notes).toContain("Other notes");
    expect(published?.assets.map(({ name }) => name)).toEqual(["c.txt"]);
  },
];

const publish = (...words: readonly string[]): string[] => ["publish", "c.txt", "--tag-name", "v2.0.0", ...words];
