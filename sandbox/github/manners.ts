import { Refusal, type Answer, type Exchange } from "../kernel/exchange";
import { violate } from "../kernel/state";
import { problem, userAgentMissing } from "./answers";
import type { Token, World } from "./state";

const API_VERSION = "2022-11-28";
const ACCEPTABLE = /\*\/\*|application\/(json|octet-stream|vnd\.github[\w.+-]*)/;

/** What every API and upload request is measured by before anything else (reference section 2). */
export function checkManners(world: World, exchange: Exchange): void {
  const { headers } = exchange;
  if (!headers["user-agent"]) throw new Refusal(userAgentMissing);
  const version = headers["x-github-api-version"];
  if (world.dialect.apiVersions && version !== undefined && version !== API_VERSION) {
    throw new Refusal(problem(400, `Unsupported API version: ${String(version)}`));
  }
  if (!headers.accept) violate(world, exchange, "no Accept header");
  else if (!ACCEPTABLE.test(headers.accept)) violate(world, exchange, `Accept: ${headers.accept}`);
}

const limitOf = (token: Token | undefined): number => (token ? (token.kind === "integration" ? 1000 : 5000) : 60);

/** Counted, never enforced: limits are injected as faults. Never down to 0, which would tell a client to wait. */
function rateHeaders(world: World, token: Token | undefined): Record<string, string> {
  const limit = limitOf(token);
  const used = Math.min(token?.used ?? 1, limit - 1);
  return {
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-remaining": String(limit - used),
    "x-ratelimit-used": String(used),
    "x-ratelimit-reset": String(Math.floor(world.clock.now() / 1000) + 3600),
    "x-ratelimit-resource": "core",
  };
}

/** Headers of every answer; the upload host sends no x-ratelimit ones (reference 2). */
export function dress(
  world: World,
  answer: Answer,
  at: { token: Token | undefined; upload: boolean; id: string },
): Answer {
  const { dialect } = world;
  const headers = {
    "x-github-request-id": at.id,
    ...(dialect.version && { "x-github-enterprise-version": `enterprise-server@${dialect.version}` }),
    ...(dialect.apiVersions && { "x-github-api-version-selected": API_VERSION }),
    ...(at.token?.kind === "classic" && {
      "x-oauth-scopes": at.token.contents === "write" ? "repo" : "gist, read:org",
      "x-accepted-oauth-scopes": "repo",
    }),
    ...(dialect.rateLimited && !at.upload && rateHeaders(world, at.token)),
    ...answer.headers,
  };
  return { ...answer, headers, body: withRequestId(answer, at) };
}

/** Errors of the upload host carry `request_id` (reference 2). */
function withRequestId(answer: Answer, at: { upload: boolean; id: string }): unknown {
  const { body } = answer;
  const plain = typeof body === "object" && body !== null && !Buffer.isBuffer(body);
  return at.upload && answer.status >= 400 && plain ? { ...body, request_id: at.id } : body;
}
