import { type Stage, statusesOf } from "./scene";

/** Jobs that have one file in common. */
export function sharing({ scenario }: Stage): void {
  scenario("leaves one of a file that four jobs publish at once", async (scene) => {
    scene.repo.tag("v1.0.0");
    const runs = await Promise.all(
      ["1.zip", "2.zip", "3.zip", "4.zip"].map(async (name) => {
        const job = await scene.beside();
        await job.write({ [name]: `content of ${name}`, "LICENSE.txt": "in every job" });
        return job.onTag("v1.0.0", { files: `${name}\nLICENSE.txt` });
      }),
    );
    const names = scene.only().assets.map(({ name }) => name);
    expect(names.sort()).toEqual(["1.zip", "2.zip", "3.zip", "4.zip", "LICENSE.txt"]);
    for (const ran of runs) expect(statusesOf(ran)[0]).toBe("uploaded");
  });

  scenario("writes nothing again for text that a server or a runner writes otherwise", async (scene) => {
    const inputs = {
      name: "  One\u2028two \t three  ",
      body: "\ufeffLine one\r\nLine two\u2028three  \n\n",
      body_mode: "append",
    };
    await scene.onTag("v1.0.0", inputs);
    const writes = scene.repo.writes().length;
    await scene.onTag("v1.0.0", inputs);
    await scene.onTag("v1.0.0", { ...inputs, body_mode: "replace" });
    expect(scene.repo.writes()).toHaveLength(writes);
  });
}
