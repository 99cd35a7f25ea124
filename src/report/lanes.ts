import type { Logger } from "../ci/loggers";

/** One of several works that go on side by side, each with its part of one log. */
export interface Lane {
  readonly logger: Logger;
  /** The same work, done only while what the lane says is shown at once: what waits for its turn is old by then. */
  heard(work: () => void): () => void;
  /** It has nothing more to say. */
  end(): void;
}

/**
 * A log in which no lines of one work stand between those of another: the first that has not ended is heard, what the
 * others say waits for their turn. What is to be masked is masked at once.
 */
export function createLanes(logger: Logger, count: number): readonly Lane[] {
  const lanes = Array.from({ length: count }, (): { readonly held: (() => void)[]; ended: boolean } => ({
    held: [],
    ended: false,
  }));
  let heard = 0;

  function goOn(): void {
    while (heard < count) {
      const lane = lanes[heard];
      for (const say of lane?.held.splice(0) ?? []) say();
      if (lane?.ended !== true) return;
      heard += 1;
    }
  }

  return lanes.map((lane, index) => {
    const speak = (say: () => void): void => {
      if (index === heard) say();
      else lane.held.push(say);
    };
    const line =
      (how: "info" | "notice" | "warning" | "error" | "debug" | "section") =>
      (text: string): void => {
        speak(() => {
          logger[how](text);
        });
      };
    return {
      heard: (work) => () => {
        if (index === heard) work();
      },
      end() {
        lane.ended = true;
        goOn();
      },
      logger: {
        info: line("info"),
        notice: line("notice"),
        warning: line("warning"),
        error: line("error"),
        debug: line("debug"),
        section: line("section"),
        endSection() {
          speak(() => {
            logger.endSection();
          });
        },
        mask(secret) {
          logger.mask(secret);
        },
      },
    };
  });
}
