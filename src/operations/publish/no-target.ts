import { ConfigError } from "../../errors";

/** Why a tag cannot be made on a commit or a branch that the server does not have. */
export function noTarget(tag: string, target: string): ConfigError {
  return new ConfigError({
    what: `The tag ${tag} cannot be made: the repository has no commit or branch ${target}.`,
    hint: "Nothing was changed. Push the commit first, or set target_commitish to a branch or a commit that the server has.",
  });
}
