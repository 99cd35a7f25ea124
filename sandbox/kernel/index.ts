/** What a dialect is made of. The kernel's own files import each other by name. */

export * from "./answers";
export * from "./call";
export * from "./clock";
export * from "./content";
export * from "./exchange";
export * from "./fields";
export * from "./git";
export * from "./history";
export * from "./multipart";
export * from "./paging";
export * from "./projects";
export * from "./repository";
export * from "./router";
export * from "./sandbox";
export * from "./secrets";
export * from "./sent-file";
export * from "./state";
