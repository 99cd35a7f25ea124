import { rootCertificates } from "node:tls";
import { authorization } from "../../ci/git/push/environment";
import { openRemote } from "../../ci/git/push";
import { ConfigError } from "../../errors";
import type { PushWanted } from "../../model/request";
import type { Pushing } from "../../operations/publish/push-tag";
import type { Stage } from "../../world";
import type { Publishing } from "./target";

/** A target to push to, and what is known of the way there. */
export interface PushingTo extends Pick<Publishing, "target" | "token" | "authorities" | "http"> {
  readonly inputs: Pick<Publishing["inputs"], "stall_timeout">;
  readonly context: Pick<Publishing["context"], "checkout" | "folders">;
}

/**
 * How a tag is pushed to a target: by git, from objects of the checkout, with the token of the target.
 *
 * @throws ConfigError where the token would travel over plain http
 */
export function openPush(stage: Stage, at: PushingTo, { id }: Pick<PushWanted, "id">): Promise<Pushing> {
  const { target, token, inputs, context, authorities, http } = at;
  const { module, serverUrl, repository } = target;
  const path = repository.split("/").map(encodeURIComponent).join("/");
  const url = new URL(`${serverUrl}/${path}.git`);
  if (url.protocol === "http:" && !token.mayTravelPlain(url))
    throw new ConfigError({
      what: `${url.href} is plain http: the token would be readable on its way, and the history changeable.`,
      hint: "Nothing was changed. Use https, or set allow_insecure_http: true.",
    });
  const login = `${module.gitUser?.(token.automatic) ?? "git"}:${token.token}`;
  stage.log.hide(authorization({ login }).replace("Basic ", ""));
  const { checkout, folders } = context;
  if (checkout.repository === undefined) throw new ConfigError({ what: "There is no checkout to push from." });
  const { shared, top } = checkout.repository;
  const remote = openRemote({
    url,
    login,
    id,
    repository: checkout.repository,
    proxy: http.proxyFor(url),
    pem: authorities.length === 0 ? undefined : [...rootCertificates, ...authorities.map(({ pem }) => pem)].join("\n"),
    stallTimeout: inputs.stall_timeout,
    env: stage.env,
    barred: [top, shared, ...(folders.workspace === undefined ? [] : [folders.workspace])],
    permission: module.permission(token.automatic),
    tokenFrom: token.from,
    signal: stage.signal,
  });
  return Promise.resolve({ remote });
}
