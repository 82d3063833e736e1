import { FILE_NAME_MAX } from "../../wire/files.ts";
import { showsSomething, withoutHidden } from "../../wire/shown_text.ts";

/**
 * A file's name as it can be shown and stored anywhere: without folders, characters
 * that show nothing or change direction, those that Windows refuses, and dots or spaces at its ends; at most
 * `FILE_NAME_MAX` UTF-16 units, of which an ending of up to 12 is kept. "file" when nothing is left.
 */
export function cleanFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const plain = withoutHidden(last.toWellFormed())
    .replace(/[<>:"|?*]/g, "_")
    .replace(/^[. ]+|[. ]+$/g, "");
  return showsSomething(plain) ? shorten(plain) : "file";
}

function shorten(name: string): string {
  if (name.length <= FILE_NAME_MAX) return name;
  const dot = name.lastIndexOf(".");
  const ending = name.length - dot <= 12 && dot > 0 ? name.slice(dot) : "";
  return (name.slice(0, FILE_NAME_MAX - ending.length) + ending).toWellFormed();
}
