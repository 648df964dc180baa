import type { DateWindowProps } from "./date_window";
import { later } from "./later";

/** Goes to a date; loaded when it is asked for. */
export const LateDateWindow = later<DateWindowProps>(() => import("./date_window").then((it) => it.DateWindow));
