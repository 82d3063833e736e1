/** What people say and give to each other: chat, application messages, files, ink. */
export { LazyInk } from "./ink/lazy_ink.ts";
export { LazyFiles, type LazyFilesOptions } from "./files/lazy_files.ts";
export { Content, type ContentOptions } from "./content.ts";
