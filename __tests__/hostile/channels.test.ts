import { describe, expect, it } from "vitest";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { OUTPUTS } from "../../src/report/outputs";
import type { Ran } from "../doors/bundle";
import { type Stage, several, stage } from "../doors/stage";
import { CHANNELS, type Channel, SECTION } from "./channels";
import { EVIL } from "./evil";

// Text from outside in every channel that some CI reads: it comes through as itself, or not at all.

const KNOWN = new Set(Object.keys(OUTPUTS).flatMap((name) => [name, `RELEASE_${name.toUpperCase()}`]));

/** The bundle in a CI, publishing to a GitHub of the test's own. */
async function act(at: Stage, channel: Channel, inputs: Readonly<Record<string, string>>): Promise<Ran> {
  const files: Record<string, string> = {};
  // In Gitee Go every step adds to one file.
  await rm(join(at.workspace.folder, "GITEE_PARAMS"), { force: true });
  for (const name of channel.files ?? []) {
    files[name] = join(at.workspace.folder, "..", name);
    await writeFile(files[name], "");
  }
  const place = { forge: "github", server_url: at.github.serverUrl, api_url: at.github.apiUrl, repository: "octo/app" };
  const given = { ...place, token: at.github.token, allow_tag_mismatch: "true", ...inputs };
  return at.workspace.action({ ...channel.env, INPUT_JOB_TOKEN: "", ...files }, given);
}

function expectPlain(log: string): void {
  // eslint-disable-next-line no-control-regex -- control characters are what must not be there
  expect(log).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]/);
  for (const line of log.split("\n")) expect(line).not.toMatch(/^\s*"?::|##\[/);
}

describe.each(CHANNELS.map((channel) => [channel.title, channel] as const))("in %s", (_, channel) => {
  it("a hostile title is one output, whole or left out, and no command", async () => {
    const at = await stage();
    for (const [index, name] of EVIL.entries()) {
      const tag = `v1.${index}.0`;
      const assets = [{ name: "a.txt", content: "alpha", label: name }];
      at.repo.release({ tag, title: name, notes: name, assets });
      const ran = await act(at, channel, { tag_name: tag, files: "a.txt" });
      const { outputs, log } = await channel.hear(ran, at.workspace.folder);
      const names = outputs.map(([one]) => one);
      expect([ran.code, new Set(names).size]).toEqual([0, names.length]);
      expect(names.filter((one) => !KNOWN.has(one))).toEqual([]);
      const heard = new Map(outputs.map(([one, value]) => [one.replace(/^RELEASE_/, "").toLowerCase(), value]));
      expect(heard.get("url")).toMatch(/^http:\/\/127\.0\.0\.1/);
      expect(heard.get("tag_name")).toBe(tag);
      expect([undefined, name]).toContain(heard.get("name"));
      expectPlain(log);
      // Also the lines by which outputs are told are shown to people.
      const shown = ran.log.replace(SECTION, "").replace(/^##\[set-output \w+=/gm, "");
      expect(shown).not.toMatch(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]|##\[/);
    }
  });

  it("the words of a refusal and of wrong inputs are no command", async () => {
    const at = await stage();
    const refused = await several(EVIL, async (message) => {
      const own = await stage();
      const body = { message, errors: [{ message, code: message }] };
      own.github.faults.add({ method: "POST", path: /\/releases$/, do: { kind: "status", status: 422, body } });
      return act(own, channel, { tag_name: "v1.0.0" });
    });
    const wrong = await several(EVIL, (evil) =>
      act(at, channel, { tag_name: evil, files: `${evil}.zip`, draft: evil }),
    );
    for (const ran of [...refused, ...wrong]) {
      expect([1, 2]).toContain(ran.code);
      const heard = await channel.hear(ran, at.workspace.folder).catch(() => ({ outputs: [], log: ran.log }));
      expect(heard.outputs).toEqual([]);
      expectPlain(channel.title === "GitLab" ? heard.log.replace(SECTION, "") : heard.log);
    }
  });
});

it("a summary shows hostile titles, names and labels as text", async () => {
  const at = await stage();
  const [, atomgit] = CHANNELS;
  for (const [index, name] of EVIL.entries()) {
    const tag = `v1.${index}.0`;
    at.repo.release({ tag, title: name, assets: [{ name: "a.txt", content: "alpha", label: name }] });
    await act(at, atomgit!, { tag_name: tag, files: "a.txt" });
    const page = await readFile(join(at.workspace.folder, "..", "ATOMGIT_STEP_SUMMARY"), "utf8");
    expect(page).toContain("### [");
    expect(page).not.toMatch(/<script|<!--|!\[x\]|\]\(https:\/\/evil|\*\*bold|@octocat/);
  }
});
