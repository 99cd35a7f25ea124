import { ConfigError, unlessStopped } from "../../errors";
import type { Forge } from "../../forges/forge";

/** Some servers only say that they cannot where the tag to start from is not there. @throws ConfigError */
export async function requireStart(previousTag: string | undefined, forge: Forge): Promise<string | undefined> {
  if (previousTag === undefined || !forge.can().tags) return undefined;
  // A tag that cannot be asked for may be there.
  const commit = await unlessStopped(
    () => forge.tagCommit(previousTag),
    () => "",
  );
  if (commit === undefined) throw unknownStart(previousTag, {});
  return commit === "" ? undefined : commit;
}

export function unknownStart(tag: string, about: { readonly said?: string; readonly cause?: unknown }): ConfigError {
  return new ConfigError({
    what: `Notes cannot be generated since ${tag}: the server knows no such tag.`,
    hint: "Nothing was changed. Set previous_tag to a tag that is in the repository, or leave it out.",
    ...about,
  });
}
