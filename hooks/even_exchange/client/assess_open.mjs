// The script of a checklist that scores nothing.
import { define } from "./element.mjs";
import { byLine } from "./lines.mjs";
import { readOpenLines } from "./open.mjs";
import { viewOpen } from "./open_view.mjs";
import { drafts, settle } from "./unkept.mjs";

define({ byLine, drafts, readOpenLines, settle, view: viewOpen });
