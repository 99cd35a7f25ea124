import { orElse } from "../../errors";
import type { Forge } from "../../forges/forge";
import { inNotes } from "../../model/linked";
import type { Elsewhere } from "../../model/plan";
import type { Asset } from "../../model/release";
import { leave } from "../assets";
import type { ElsewhereToLook } from "../publish/elsewhere";
import type { Log } from "../operation";

/** Whether files can be linked to where they come from: only what strangers get is worth a link. */
export async function canLink({
  from,
  to,
  log,
}: {
  readonly from: Forge;
  readonly to: Forge;
  readonly log: Pick<Log, "warning">;
}): Promise<boolean> {
  const { downloads } = from.can();
  const why =
    to.can().releases === "tags"
      ? "releases have no notes of their own there"
      : downloads === undefined || (await downloads.visibility()) === "private"
        ? "the repository that it comes from is not open to strangers"
        : undefined;
  if (why !== undefined) log.warning(`Files that are too large cannot be linked to: ${why}.`);
  return why === undefined;
}

/** The files of the release that is copied, for links to them. */
export function filesOfSource(from: Forge, assets: readonly Asset[]): ElsewhereToLook {
  const addresses = assets.map(({ downloadUrl }) => inNotes(downloadUrl));
  return {
    problem: undefined,
    knows: () => true,
    has: (url) => addresses.includes(url),
    async find({ path, size }) {
      const asset = assets.find(({ name }) => name === path);
      const { downloads } = from.can();
      if (asset === undefined || downloads === undefined) return { problem: "its address is not known." };
      const prove = async (): Promise<Elsewhere> => {
        const content = await downloads.open(asset);
        await leave(content);
        if (content.size === undefined || content.size === size) return { url: asset.downloadUrl };
        return { problem: `strangers get ${content.size} bytes of it, and it has ${size}.` };
      };
      return orElse(prove, ({ said, message }) => ({
        problem: `strangers do not get it where it comes from (${said ?? message}).`,
      }));
    },
  };
}
