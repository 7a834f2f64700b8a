// Every reading that there is, for an assessment that needs all of them.
import { readAxes } from "./axes.mjs";
import { byLine } from "./lines.mjs";
import { readOpenLines } from "./open.mjs";
import { readOwn } from "./own.mjs";

function read(tools) {
  const flags = readAxes(tools);
  readOwn(tools);
  return flags;
}

export const readings = { byLine, read, readOpenLines };
