// The script of an assessment with a scale, notes or checklists of its own, or with answers line by line.
import { define } from "./element.mjs";
import { byLine } from "./lines.mjs";
import { readOwn } from "./own.mjs";
import { viewOwn } from "./own_view.mjs";
import { tellLeft, unevenIn } from "./shares.mjs";

define({ byLine, read: readOwn, tellLeft, unevenIn, view: viewOwn });
