import { type CnbKinds, type CnbOptions, startCnb } from "../../../sandbox/cnb";
import type { RecordedRequest } from "../../../sandbox/kernel/exchange";
import type { Fault, FaultRule } from "../../../sandbox/kernel/faults";
import { hostOf } from "../contract/host";
import type { Scene, Stage } from "../contract/scene";
import { type Can, MOST, type Subject } from "../contract/subject";

const CAN: Can = {
  ...MOST,
  drafts: true,
  draftsMakeTags: true,
  digests: true,
  answersChanges: false,
  uploadReplaces: true,
  replacementBreaks: [],
  automaticToken: true,
  storedNames: { ...MOST.storedNames, "100%_z2.txt": "100%_z2.txt" },
  budget: {
    // Three requests a file, of which one goes to a signed address and is not counted here.
    created: (files) => 2 * files + 4,
    unchanged: () => 1,
    replaced: 3,
    labelled: 0,
  },
};

/** A CNB as the reference leaves it open: the strictest without choices. */
export function cnbWith(at: {
  readonly name: string;
  readonly choices?: CnbOptions;
  readonly can?: Partial<Can>;
}): Subject<CnbKinds> {
  return {
    name: at.name,
    forge: "cnb",
    can: { ...CAN, ...at.can },
    start: async (options) => hostOf(await startCnb({ ...at.choices, ...options })),
  };
}

export type CnbStage = Stage<CnbKinds>;
export type CnbScene = Scene<CnbKinds>;

type Times = Pick<FaultRule, "nth" | "times">;

/** Requests to the storage that brought a file of this repository. */
export const putsOf = ({ host, raw }: CnbScene): RecordedRequest[] =>
  host.requests.filter(({ origin, repository }) => origin === "storage" && repository === raw.path);

/** Spoils the request that brings the bytes. */
export const spoilPut = ({ host, raw }: CnbScene, fault: Fault, times: Times = {}) =>
  host.faults.add({ origin: "storage", method: "PUT", repository: raw.path, ...times, do: fault });

/** Spoils the request for an upload address. */
export const spoilTicket = ({ host, raw }: CnbScene, fault: Fault, times: Times = {}) =>
  host.faults.add({ method: "POST", path: /asset-upload-url$/, repository: raw.path, ...times, do: fault });

/** What is there may look otherwise in every point that the reference leaves open. */
export const otherForms = cnbWith({
  name: "a CNB of one's own, in its other forms",
  choices: {
    apiPath: "/api",
    accept: "noted",
    ids: "number",
    tagRoute: "tag",
    draftsByTag: false,
    downloadFields: ["browser_download_url"],
    hashes: "SHA256",
    dates: false,
    verifyUrl: "relative",
    existsStatus: 422,
    invalidTokenStatus: 400,
    deleteStatus: 200,
    latestByDefault: false,
  },
});

/** A server that tells no digests and no download address. */
export const withoutDigests = cnbWith({
  name: "a CNB that tells no digests",
  choices: {
    hashes: "none",
    downloadFields: [],
    verifyUrl: "query",
    draftsByTag: false,
    existsStatus: 400,
    invalidTokenStatus: 403,
  },
  can: { digests: false },
});
