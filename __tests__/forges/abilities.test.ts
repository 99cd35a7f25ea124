import { FORGES } from "../../src/forges";
import type { Abilities } from "../../src/forges/forge";
import { newestAbilities } from "../../scripts/newest-abilities";
import { subjects } from "../../reliability/subjects";
import { type Inputs, createStage, noticesOf } from "./contract/scene";

/** A wish for each ability in the table of docs/forges.md, and a word of the notice for a forge that cannot fulfil it. */
const WISHES: readonly {
  readonly name: string;
  readonly inputs: Inputs;
  readonly can: (abilities: Abilities) => boolean;
  /** Needs something on the forge that a plain repository does not have; only what cannot be done is tried. */
  readonly prepared?: true;
}[] = [
  { name: "name", inputs: { name: "The first" }, can: ({ releases }) => releases === "made" },
  { name: "body", inputs: { body: "What is new" }, can: ({ releases }) => releases === "made" },
  { name: "prerelease", inputs: { prerelease: "true" }, can: ({ prereleases }) => prereleases },
  { name: "make_latest", inputs: { make_latest: "true" }, can: ({ latest }) => latest !== undefined },
  {
    name: "generate_release_notes",
    inputs: { generate_release_notes: "true" },
    // Without a checkout there are no commits to make them of.
    can: ({ notes }) => notes !== undefined,
    prepared: true,
  },
  { name: "labels", inputs: { files: "app.zip#The application" }, can: ({ labels }) => labels !== undefined },
  { name: "links", inputs: { links: "Docs=https://example.com/docs" }, can: ({ links }) => links !== undefined },
  {
    name: "kinds of links",
    inputs: { links: "Docs=https://example.com/docs#runbook" },
    can: ({ links }) => links?.kinds === true,
  },
  { name: "milestones", inputs: { milestones: "1.0" }, can: ({ milestones }) => milestones, prepared: true },
  { name: "tag_message", inputs: { tag_message: "One" }, can: ({ tagMessages }) => tagMessages !== undefined },
  { name: "package_name", inputs: { package_name: "other" }, can: ({ packages }) => packages },
  {
    name: "discussion_category_name",
    inputs: { discussion_category_name: "Announcements" },
    can: ({ discussions }) => discussions,
    prepared: true,
  },
];

describe.each(subjects.map(({ subject }) => [subject.name, subject] as const))("what %s can do", (_, subject) => {
  const stage = createStage(subject);
  const module = FORGES.find(({ id }) => id === subject.forge);
  if (module === undefined) throw new Error(`${subject.forge} is no forge`);
  const abilities = newestAbilities(module);

  for (const { name, inputs, can, prepared } of WISHES) {
    const able = can(abilities);
    if (able && prepared === true) continue;
    stage.scenario(`${able ? "takes" : "leaves out, and says so:"} ${name}`, async (scene) => {
      await scene.write({ "app.zip": "app" });
      const ran = await scene.onTag("v1.0.0", inputs);
      const said = noticesOf(ran).filter((notice) => notice.startsWith("Left out") && notice.includes(name));
      expect(said).toHaveLength(able ? 0 : 1);
      expect(scene.only()).toMatchObject({ tag: "v1.0.0" });
    });
    if (able) continue;
    stage.scenario(`fails before any write where it must not be left out: ${name}`, async (scene) => {
      await scene.write({ "app.zip": "app" });
      await scene.onTag("v1.0.0", { ...inputs, on_unsupported: "fail" }, { exit: 2 });
      expect(scene.repo.writes()).toEqual([]);
    });
  }

  stage.scenario("takes a draft, or refuses it; and an empty file likewise", async (scene) => {
    await scene.write({ "empty.txt": "" });
    const drafts = abilities.order.first === "draft";
    await scene.onTag("v1.0.0", { draft: "true" }, { exit: drafts ? 0 : 2 });
    const tagsAreReleases = abilities.releases === "tags";
    expect(scene.repo.releases()).toMatchObject(drafts ? [{ draft: true }] : tagsAreReleases ? [{ assets: [] }] : []);
    const empty = abilities.limits.file.least === 0;
    await scene.onTag("v2.0.0", { files: "empty.txt" }, { exit: empty ? 0 : 2 });
    expect(scene.repo.releases().filter(({ tag }) => tag === "v2.0.0")).toHaveLength(empty || tagsAreReleases ? 1 : 0);
  });
});

it("has a subject for every forge", () => {
  expect(subjects.map(({ subject }) => subject.forge)).toEqual(FORGES.map(({ id }) => id));
});
