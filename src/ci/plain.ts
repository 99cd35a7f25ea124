import { type Pipeline, type Place, plainVoice } from "./ci";

/** A pipeline that tells nothing and speaks in plain lines; what a CI does tell is laid over it. */
export function plainPipeline(title: string, { reason, out }: Place): Pipeline {
  return {
    title,
    reason,
    forge: undefined,
    serverUrl: undefined,
    apiUrl: undefined,
    repository: undefined,
    repositoryId: undefined,
    serverVersion: undefined,
    event: "other",
    tag: undefined,
    commit: undefined,
    release: undefined,
    workspace: undefined,
    voice: plainVoice(out),
    handOn: () => Promise.resolve(),
    summarise: () => Promise.resolve(),
  };
}
