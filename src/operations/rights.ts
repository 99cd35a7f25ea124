import { PublishError, type Trouble, orElse } from "../errors";
import type { Forge, Rights } from "../forges/forge";
import { statusOf } from "../forges/kit/rest";
import type { Operation } from "./operation";
import { listed } from "./releases";

/** Why nothing can be written to a repository; `undefined` where that is not known to be so. */
export function whyNoWrites({ archived, writes, hint }: Rights): Trouble | undefined {
  if (archived === true)
    return {
      what: "The repository is archived, and takes no changes.",
      hint: "Take it out of the archive in its settings, or name another one.",
    };
  return writes === false ? { what: "The token may read the repository and not write to it.", hint } : undefined;
}

/** @throws PublishError when the forge says that this token may not do what a dry run has planned. */
export async function mayWrite({ forge }: Pick<Operation, "forge">, writes: boolean): Promise<void> {
  const rights = await forge.rights?.();
  if (!writes) return;
  await forge.proveToken?.();
  const trouble = rights && whyNoWrites(rights);
  if (trouble === undefined) return;
  throw new PublishError({ ...trouble, what: `This dry run found what a run could not do: ${trouble.what}` });
}

/** Where everybody may read, a run that had nothing to send has not noticed that its token is wrong. */
export async function tellOfToken({ forge, log }: Operation): Promise<void> {
  await orElse(
    async () => forge.proveToken?.(),
    (error) => {
      if (statusOf(error) === 401)
        log.notice(`The token was not needed this time, and the server refuses it: ${error.said ?? error.message}`);
    },
  );
}

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
