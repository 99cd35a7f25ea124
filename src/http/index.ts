export { lastPage, nextPage } from "./link";
export { pagesOf } from "./pages";
export {
  type Answer,
  type Api,
  type Call,
  type Content,
  type Heard,
  type Http,
  type StreamCall,
  createHttp,
} from "./client";
export {
  type Decoded,
  type Decoder,
  attemptDecode,
  boolean,
  count,
  counted,
  either,
  filled,
  flag,
  id,
  isObject,
  list,
  loose,
  number,
  optional,
  record,
  sparing,
  text,
  words,
} from "./decode";
export { saveMemory } from "./memory";
export { createRoutes } from "./connect/routes";
export { type Authorities, CERTIFICATE } from "./connect/authorities";
export { AnswerError, HttpError, NetworkError } from "./errors";
export { type Body, fieldsBody, multipartBody } from "./body";
export { type TroublePlace, neverReached, once, saidBy, troublePlace } from "./network";
export { type Redactor, createRedactor, withoutQuery } from "./secrets/redact";
export { findSecret } from "./secrets/finder";
export type { Budget } from "./budget";
export { type Paces, createPaces } from "./pace";
export { type Attempt, type Surroundings, isLimit } from "./retry";
export { signedHeaders, signedUrl, whyNotSent } from "./signed";
