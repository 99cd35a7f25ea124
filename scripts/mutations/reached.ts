import { afterEach, beforeAll, beforeEach } from "vitest";

declare module "vitest" {
  interface TaskMeta {
    /** Numbers of the faults' places that were run through. */
    reached?: number[];
    /** The same while files were loaded, which is done once for all suites of a worker. */
    loaded?: number[];
  }
}

const loaded = new Set<number>();
const around = new Set<number>();
let into = loaded;
Object.assign(globalThis, {
  __reached: (place: number, own: boolean) => void (own && into === loaded ? around : into).add(place),
});

beforeAll(() => {
  into = around;
});
beforeEach(() => {
  into = new Set();
});
afterEach(({ task }) => {
  task.meta.reached = [...into];
  task.file.meta.reached = [...around];
  task.file.meta.loaded = [...loaded];
  into = around;
});
