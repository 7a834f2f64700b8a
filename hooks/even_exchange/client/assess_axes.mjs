// The script of an assessment with junctures.
import { readAxes } from "./axes.mjs";
import { viewAxes } from "./axes_view.mjs";
import { define } from "./element.mjs";

define({ read: readAxes, view: viewAxes });
