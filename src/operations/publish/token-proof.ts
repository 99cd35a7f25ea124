import { PublishError, orElse } from "../../errors";
import { statusOf } from "../../forges/kit/rest";
import type { Plan } from "../../model/plan";
import type { Operation } from "../operation";
import { whyNoWrites } from "../rights";
import { writes } from "./apply";

/** @throws PublishError when the forge says that this token may not do what is planned. */
export async function mayWrite({ forge }: Pick<Operation, "forge">, { steps }: Plan): Promise<void> {
  const rights = await forge.rights?.();
  if (!steps.some(writes)) return;
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
