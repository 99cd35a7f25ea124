import type { Target } from "../target/target";
import type { TokenChoice } from "../target/token";
import { InputError } from "../problems";
import type { AskedTarget } from ".";

/**
 * Who gets which token: one belongs to one server. A variable of a forge would go to every target of that kind, so where
 * these are several servers, each line has to name its own.
 */
export interface Claims {
  /** Hears of the token that is chosen for a target. @throws InputError where another server has it */
  of(asked: Pick<AskedTarget, "address" | "tokenEnv">): (target: Target, token: TokenChoice) => void;
  /** What is wrong with the places of all targets: two lines for one repository. */
  problems(all: readonly { readonly address: string; readonly target: Target | undefined }[]): readonly string[];
}

export function createClaims(): Claims {
  const holders = new Map<string, { readonly server: string; readonly address: string; readonly named: boolean }>();
  return {
    of:
      ({ address, tokenEnv }) =>
      (target, { token, from }) => {
        const server = new URL(target.apiUrl).origin;
        const named = tokenEnv !== undefined;
        const holder = holders.get(token);
        if (holder === undefined) holders.set(token, { server, address, named });
        // Two lines that both name it say so on purpose.
        if (holder === undefined || holder.server === server || (named && holder.named)) return;
        throw new InputError(
          `Its token would be the one from ${from}, which goes to ${holder.address} already: two servers never share a token. Name the variable that holds its own, token_env=NAME.`,
        );
      },
    problems(all) {
      const first = new Map<string, string>();
      return all.flatMap(({ address, target }) => {
        if (target === undefined) return [];
        const place = `${target.apiUrl} ${target.repository}`.toLowerCase();
        const other = first.get(place);
        first.set(place, other ?? address);
        return other === undefined || other.toLowerCase() === address.toLowerCase()
          ? []
          : [`targets: ${other} and ${address} are one repository.`];
      });
    },
  };
}
