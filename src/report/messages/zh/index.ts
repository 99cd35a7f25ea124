import type { Messages } from "..";
import { type Catalogue, templatesOf } from "../templates";
import { ALL } from "./all";
import { CLOSING } from "./closing";
import { FRAMES } from "./frames";
import { LABELS } from "./labels";
import { LINES } from "./lines";
import { NUMBERS } from "./numbers";

/** What the source puts together in several steps, and single words: no text of the source is one of them. */
export const COMPOSED: readonly Catalogue[] = [CLOSING, FRAMES, LABELS, NUMBERS];

/** All that is said, in Chinese, by the floor that says it (`npm run messages`). */
export const ZH: readonly Catalogue[] = [...ALL, ...COMPOSED];

/** What stands alone in results: a name may look like it, so that no message and no value is taken for it. */
export const ALONE: readonly Catalogue[] = [LABELS, LINES];

/** What is told in sentences. */
export const SENTENCES: readonly Catalogue[] = ZH.filter((one) => !ALONE.includes(one));

/** All of it, taken apart. In dist/ this is data, see scripts/catalogue.ts: to take it apart takes 18 ms. */
export const templates = (): Messages => ({ sentences: templatesOf(SENTENCES), alone: templatesOf(ALONE) });
