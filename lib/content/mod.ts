/** What people say to each other: chat, and application messages. */
export { Content, type ContentOptions } from "./content.ts";
