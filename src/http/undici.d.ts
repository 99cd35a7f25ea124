/** Parts of undici that it does not name in its types: what a direct connection needs, without the rest of it. */
declare module "undici/lib/dispatcher/agent.js" {
  import { Agent } from "undici";
  export default Agent;
}

declare module "undici/lib/api/api-request.js" {
  import type { Dispatcher } from "undici";
  /** What undici takes beyond its types: an async iterable, of which it waits for one chunk before it asks for the next. */
  type Options = Omit<Dispatcher.RequestOptions, "body"> & {
    readonly body?: string | AsyncIterable<Uint8Array> | undefined;
  };
  /** `Dispatcher.request` as a function: undici's entry, which is not loaded, would make it a method. */
  export default function request(this: Dispatcher, options: Options): Promise<Dispatcher.ResponseData>;
}
