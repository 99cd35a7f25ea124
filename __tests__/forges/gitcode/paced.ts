import { CLOCK } from "../../doors/in-process";
import { counted, statusesOf } from "../contract/scene";
import { nameOf } from "../../../sandbox/kernel/state";
import type { GitCodeScene, GitCodeStage } from "./subject";

/** What others have asked is forgotten: a user's requests count for a minute. */
async function aMinuteLater(): Promise<void> {
  const job = CLOCK.enter(new AbortController().signal);
  await job.sleep(61_000);
  job.leave();
}

/** `1.zip` and so on. */
const files = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`${n + 1}.zip`, `content ${n + 1}`]));

/** Requests to the API and to the object store of some work, and how many of them were too many. */
async function traffic({ sandbox }: GitCodeScene, work: () => Promise<unknown>) {
  await aMinuteLater();
  const [before, started] = [sandbox.requests.length, CLOCK.now()];
  await work();
  const sent = sandbox.requests.slice(before);
  return {
    api: sent.filter(({ origin }) => origin === "api").length,
    stored: sent.filter(({ origin }) => origin === "storage").length,
    refused: sent.filter(({ status }) => status === 429).length,
    seconds: (CLOCK.now() - started) / 1000,
  };
}

const WAIT = /GitCode allows 50 requests a minute: waiting \d+ s/g;

/** A server that counts, as GitCode does: 50 requests a minute for each user. */
export function paced({ scenario }: GitCodeStage): void {
  for (const concurrency of ["auto", "30"]) {
    scenario(`sends 60 files without meeting the limit, concurrency ${concurrency}`, async (scene) => {
      await scene.write(files(60));
      scene.repo.tag("v1.0.0");
      let waits: readonly string[] = [];
      const sent = await traffic(scene, async () => {
        const ran = await scene.onTag("v1.0.0", { files: "*.zip", concurrency });
        expect(statusesOf(ran)).toEqual(Array<string>(60).fill("uploaded"));
        waits = ran.log.match(WAIT) ?? [];
      });
      expect(sent).toMatchObject({ stored: 60, refused: 0 });
      expect(sent.api).toBeLessThanOrEqual(60 + 6);
      expect(waits).toHaveLength(1);
      expect(sent.seconds).toBeGreaterThan(55);
      expect(sent.seconds).toBeLessThan(90);
    });
  }

  scenario("lets a small release wait for nothing", async (scene) => {
    await scene.write(files(5));
    const sent = await traffic(scene, async () => {
      expect((await scene.onTag("v1.0.0", { files: "*.zip" })).log).not.toMatch(/waiting/);
    });
    expect(sent).toMatchObject({ stored: 5, refused: 0 });
    expect(sent.seconds).toBeLessThan(10);
  });

  scenario("counts what it sends again, and what it reads back", async (scene) => {
    await scene.write(files(40));
    const fault = { kind: "status", status: 502, body: "" } as const;
    const spoilt = scene.repo.spoil("upload", fault, { times: 20 });
    const first = await traffic(scene, () => scene.onTag("v1.0.0", { files: "*.zip" }));
    expect([spoilt.hits(), first.refused]).toEqual([20, 0]);
    expect(scene.only().assets).toHaveLength(40);
    const again = await traffic(scene, () => scene.again("v1.0.0", { files: "*.zip" }));
    expect(again.refused).toBe(0);
    expect(counted(scene, "upload")).toBe(60);
  });

  scenario("shares the budget among the targets of a run", async (scene) => {
    const { sandbox, host, repo, workspace } = scene;
    const token = repo.token ?? host.tokens.good;
    const others = ["one", "two"].map((word) => {
      const raw = sandbox.repository(`octo/${nameOf(scene.raw)}-${word}`, {});
      raw.tag("v1.0.0");
      return raw;
    });
    await workspace.write("dist/LICENSE", "free");
    await scene.write(files(30));
    repo.tag("v1.0.0");
    const targets = others.map(
      ({ path }) => `${sandbox.serverUrl}/${path} forge=gitcode api_url=${sandbox.apiUrl} token_env=MIRROR_TOKEN`,
    );
    const inputs = { files: "*.zip", targets: targets.join("\n"), token: "" };
    const sent = await traffic(scene, () => scene.onTag("v1.0.0", inputs, { env: { MIRROR_TOKEN: token } }));
    expect(sent).toMatchObject({ stored: 60, refused: 0 });
    expect(others.map(({ releases }) => releases[0]?.assets.length)).toEqual([30, 30]);
  });

  scenario("waits as GitCode wants it where other jobs have spent the budget", async (scene) => {
    await scene.write(files(40));
    scene.repo.tag("v1.0.0");
    scene.repo.tag("v2.0.0");
    const other = await scene.beside();
    await other.write(files(40));
    await aMinuteLater();
    const runs = await Promise.all(
      ["v1.0.0", "v2.0.0"].map((tag, n) => (n === 0 ? scene : other).onTag(tag, { files: "*.zip", retry_delay: "1" })),
    );
    for (const ran of runs) expect(statusesOf(ran)).toEqual(Array<string>(40).fill("uploaded"));
  });
}
