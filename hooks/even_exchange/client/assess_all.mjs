// The script of an assessment that needs everything; as a rule a page needs less, and loads less.
import { viewAxes } from "./axes_view.mjs";
import { define } from "./element.mjs";
import { viewOpen } from "./open_view.mjs";
import { viewOwn } from "./own_view.mjs";
import { readings } from "./readings.mjs";
import { tellLeft, unevenIn } from "./shares.mjs";
import { drafts, settle } from "./unkept.mjs";

const view = (tools) => ({ ...viewAxes(tools), ...viewOwn(tools), ...viewOpen(tools) });

define({ ...readings, drafts, settle, tellLeft, unevenIn, view });
