export { type Body, type FileBody, fileBody, hashFile, hashStream } from "./body";
export { pageNumbers } from "./pages";
export { type Answer, type Api, type Call, type Content, type Http, createHttp } from "./client";
export {
  type Decoded,
  attemptDecode,
  boolean,
  either,
  id,
  isObject,
  list,
  number,
  optional,
  record,
  text,
} from "./decode";
export { createDispatchers } from "./dispatcher";
export { AnswerError, HttpError, NetworkError } from "./errors";
export { fieldsBody, multipartBody } from "./multipart";
export { saidBy } from "./network";
export { type Redactor, createRedactor, withoutQuery } from "./redact";
export { findSecret } from "./secrets";
export { type Surroundings, isLimit } from "./retry";
