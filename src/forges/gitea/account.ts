import { attemptDecode } from "../../http";
import type { Repository } from "./repository";
import { AccountWire } from "./wire";

/** Login of the token's own account; `undefined` where it may not ask, as no automatic token may. */
export async function ownAccount({ api }: Repository): Promise<string | undefined> {
  const doing = "asking whose token this is";
  const answer = await api.call({ doing, method: "GET", at: "/user", accept: [200, 401, 403, 404] });
  return answer.status === 200 ? attemptDecode(AccountWire, answer.body())?.login : undefined;
}
