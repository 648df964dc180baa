/** Styles of what is shown late in a chat: menu, windows, files, picker. */

export { default as fieldCss } from "../shared/ui/field.css?inline";
export { default as css } from "./late.css?inline";
