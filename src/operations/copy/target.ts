import { PublishError } from "../../errors";
import type { Forge } from "../../forges/forge";
import { listed } from "../releases";
import { whyNoWrites } from "../rights";

/**
 * Looks at the repository that is copied to before anything is sent: that it is there, that the token is a valid one,
 * and that it may be written to, as far as the forge tells.
 *
 * @throws PublishError
 */
export async function requireWritable(to: Forge): Promise<void> {
  await to.proveToken?.();
  const rights = await to.rights?.();
  // Where nothing is told of rights, a page of releases shows whether it is there.
  if (rights?.writes === undefined) await listed(to, "looking at the repository", "first page");
  const trouble = rights && whyNoWrites(rights);
  if (trouble !== undefined) throw new PublishError(trouble);
}
