import { allAssets, findOne } from "../operations/releases";
import { releasePage, wholeJson } from "../report/releases";
import { command } from "./frame";
import { wishOf } from "./wish";

/** One release: notes, files, sizes, digests, addresses. */
export const view = command("view", async ({ open, options, words: [word], context, stage }) => {
  const wish = wishOf(word, context);
  const { forge, target } = await open();
  const found = await findOne({ forge }, wish);
  const release = { ...found, assets: await allAssets({ forge }, found) };
  const latest = options.json ? undefined : await forge.can().latest?.tag();
  return {
    json: wholeJson(release, { forge: target.module.id, repository: target.repository }),
    lines: releasePage(release, latest, stage.log.say),
    exitCode: 0,
  };
});
