import { ConfigError } from "../errors";
import type { Clock } from "../forges/forge";
import type { Http } from "../http";
import { createRunMemory } from "../model/run-memory";
import { isTagName } from "./tag";
import type { Target } from "./target";
import type { TokenChoice } from "./token";
import { tellingToken } from "./token-told";

/**
 * Tag of a release that only `release_id` names.
 *
 * @throws ConfigError when there is no such release, or what it has for a tag is none.
 */
export async function tagOfRelease(
  id: string,
  at: { readonly target: Target; readonly token: TokenChoice; readonly http: Http; readonly clock: Clock },
): Promise<string> {
  const { target, token, clock } = at;
  const silent = { info: (): void => undefined, notice: (): void => undefined };
  const tag = target.module.idsAreTags === true ? id : await asked();
  if (isTagName(tag)) return tag;
  throw new ConfigError({
    what: `The release ${id} has the tag “${tag}”, which is not a name that git takes for a tag.`,
    hint: "Nothing was changed. Check release_id, or set tag_name.",
  });

  async function asked(): Promise<string> {
    const http = tellingToken(at.http, token);
    const memory = createRunMemory("");
    const forge = target.module.open({ ...target, ...token, packageName: undefined, http, memory, clock, log: silent });
    return (await forge.tagOf?.(id)) ?? id;
  }
}
