import { describe, expect, it } from "vitest";
import { gitIn } from "../ci/git-stage";
import { FORGES, type Scene, scene } from "../hostile/stage";

const SIGNED = "Version 1\n\n- it whistles\n-----BEGIN PGP SIGNATURE-----\n\niQIz\n-----END PGP SIGNATURE-----\n";
const notesOf = ({ repo }: Scene, tag = "v2.0.0"): string =>
  repo.releases().find((one) => one.tag === tag)?.notes ?? "";
const wish = { tag_name: "v2.0.0", notes_from_tag: "true", allow_tag_mismatch: "true" };

describe.each(FORGES.filter(([, { can }]) => can.tagsAreReleases !== true))("notes_from_tag on %s", (name, subject) => {
  it("publishes what the annotated tag says there, behind the given notes, and shows it in a dry run", async () => {
    const at = await scene(subject);
    at.repo.tag("v2.0.0", { annotated: SIGNED });
    const dry = await at.publish({ ...wish, dry_run: "true" });
    // CNB's routes are not known to tell messages.
    if (name === "cnb") {
      expect([dry.code, dry.log]).toEqual([2, expect.stringContaining("It cannot be told what the tag v2.0.0 says")]);
      return;
    }
    expect([dry.code, dry.log]).toEqual([0, expect.stringContaining("| - it whistles")]);
    const ran = await at.publish({ ...wish, body: "Thanks!" });
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("what the tag v2.0.0 says (asked of the forge)")]);
    expect(notesOf(at)).toMatch(/^([^\n]*\n\n)?Thanks!\n\nVersion 1\n\n- it whistles$/);
  });

  it("of a tag without a message is an error before any write", async () => {
    const at = await scene(subject);
    at.repo.tag("v2.0.0");
    const ran = await at.publish(wish);
    expect([ran.code, ran.log]).toEqual([2, expect.stringMatching(/notes_from_tag/)]);
    expect(at.repo.writes()).toEqual([]);
  });
});

const [, github] = FORGES[0] ?? [];
const [, cnb] = FORGES.find(([name]) => name === "cnb") ?? [];
if (github === undefined || cnb === undefined) throw new Error("no forge to play with");

describe("notes_from_tag", () => {
  it("takes what the pipeline's variable says", async () => {
    const at = await scene(FORGES.find(([name]) => name === "gitlab")?.[1] ?? github);
    const ran = await at.publish({ notes_from_tag: "true" }, { CI_COMMIT_TAG_MESSAGE: SIGNED });
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("told by the pipeline's variable")]);
    expect(notesOf(at, "v1.0.0")).toBe("Version 1\n\n- it whistles");
  });

  it("reads the checkout where the forge does not tell, and names the fetch for a tag that lost its message", async () => {
    const at = await scene(cnb);
    const git = (...words: string[]): string => gitIn(at.workspace.folder, ...words);
    git("init", "--quiet");
    git("remote", "add", "origin", `https://git.acme.test/${at.repo.name}.git`);
    git("commit", "--quiet", "--allow-empty", "-m", "one");
    git("tag", "v2.0.0");
    at.repo.tag("v2.0.0", { annotated: SIGNED });
    const lost = await at.publish(wish);
    expect([lost.code, lost.log]).toEqual([
      2,
      expect.stringContaining("git fetch --force origin refs/tags/v2.0.0:refs/tags/v2.0.0"),
    ]);
    expect(at.repo.writes()).toEqual([]);
    git("tag", "-f", "-am", SIGNED, "v2.0.0");
    const ran = await at.publish(wish);
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("read from the checkout")]);
    expect(notesOf(at)).toBe("Version 1\n\n- it whistles");
  });

  it("is searched for secrets", async () => {
    const at = await scene(github);
    const secret = "ghp_0123456789abcdefABCDEF0123456789";
    at.repo.tag("v2.0.0", { annotated: `see ${secret}` });
    const ran = await at.publish(wish, { GITLAB_TOKEN: secret });
    expect([ran.code, ran.log]).toEqual([2, expect.stringContaining("INPUT_NOTES_FROM_TAG would publish a secret")]);
    expect(at.repo.writes()).toEqual([]);
  });

  it("takes tag_message for a tag that this run makes", async () => {
    const at = await scene(github);
    const ran = await at.publish({
      ...wish,
      ...{ tag_name: "v3.0.0", tag_message: "Three\n", target_commitish: at.repo.head(), on_unsupported: "warn" },
    });
    expect([ran.code, ran.log]).toEqual([0, expect.any(String)]);
    expect(notesOf(at, "v3.0.0")).toBe("Three");
  });
});
