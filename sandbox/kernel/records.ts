import type { RecordedRequest } from "./exchange";
import type { Kinds, Repository, Verbs } from "./kinds";
import type { Making } from "./spec";

type Records = Pick<Verbs<Kinds>, "requests" | "writes" | "isAction" | "spoil" | "watch">;

/** What a repository tells of the requests about it. */
export function records<K extends Kinds>({ spec, requests: server }: Making<K>, repo: Repository<K>): Records {
  // A request keeps the path that it was sent to, also after a renaming.
  const isOwn = ({ repository }: RecordedRequest): boolean => repository === repo.path;
  const requests = (): RecordedRequest[] => server.requests.filter((one) => isOwn(one) && (spec.counts?.(one) ?? true));
  return {
    requests,
    writes: () => requests().filter((one) => !["GET", "HEAD"].includes(one.method) && !spec.harmless?.(one)),
    isAction: (action, request) => {
      const { method, path, origin, operation } = spec.actions[action];
      const asked = method === request.method && path.test(request.path) && isOwn(request);
      const right = asked && (operation === undefined || operation === request.operation);
      return right && (origin === undefined || origin === request.origin);
    },
    spoil: (action, fault, rule = {}) => {
      const cut = fault.kind === "cut" && action === "upload" ? spec.bytes : undefined;
      return server.faults.add({ ...(cut ?? spec.actions[action]), repository: repo.path, ...rule, do: fault });
    },
    watch: (look) => {
      server.watch((request, moment) => {
        if (moment === "before" && isOwn(request)) look(request);
      });
    },
  };
}
