import type { Catalogue } from "../templates";
import { ALL } from "./all";
import { CLOSING } from "./closing";
import { FRAMES } from "./frames";
import { NUMBERS } from "./numbers";

/** What the source puts together in several steps, and words for numbers: no text of the source is one of them. */
export const COMPOSED: readonly Catalogue[] = [CLOSING, FRAMES, NUMBERS];

/** All that is said, in Chinese, by the floor that says it (`npm run messages`). */
export const ZH: readonly Catalogue[] = [...ALL, ...COMPOSED];
