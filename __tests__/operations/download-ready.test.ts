import { createWorkspace } from "../doors/bundle";
import { getReady } from "../../src/operations/download/ready";
import { openGauge } from "../../src/operations/gauge";
import { likelyBy } from "../../src/request/names-like";
import { asset } from "../../src/forges/kit/shapes";

const files = (count: number, size: number) =>
  Array.from({ length: count }, (_, n) => asset({ id: n, name: `file-${n}.zip`, downloadUrl: "", size }));

describe("connections for downloads are opened before the list of files has come", () => {
  it.each<[string, readonly string[], readonly string[], number, number[]]>([
    ["a dozen for many small files", [], [], 2000, [12]],
    ["four for large ones", [], [], 2 ** 30, [4]],
    ["as many as a pattern chooses", ["file-?.zip"], [], 2000, [10]],
    ["one for one", ["file-7.zip"], [], 2000, [1]],
    ["none for what is there", ["file-7.zip"], ["file-7.zip"], 2000, []],
    ["for what is not there", ["file-?.zip"], ["file-7.zip", "file-8.zip", "other"], 2000, [8]],
    ["none for a word that fits none, or nothing", ["no-such-file"], [], 2000, []],
    ["none for a word that cannot be read", ["{1..9}{1..9}{1..9}{1..9}{1..9}{1..9}{1..9}{1..9}"], [], 2000, []],
  ])("%s", async (_, words, present, size, expected) => {
    const workspace = await createWorkspace(Object.fromEntries(present.map((name) => [name, "there"])));
    const opened: number[] = [];
    const forge = { awaitDownloads: (count: number) => void opened.push(count) };
    const gauge = openGauge({ now: () => 0 });
    try {
      const likely = likelyBy(words, files(300, size));
      getReady({ forge, gauge, likely, folder: workspace.folder });
      expect(opened).toEqual(expected);
      if (present.length > 0) return;
      getReady({ forge, gauge, likely, folder: `${workspace.folder}/none` });
      expect(opened).toEqual([...expected, ...expected]);
    } finally {
      await workspace.close();
    }
  });
});
