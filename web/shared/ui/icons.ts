/**
 * The product's own icons: strokes on a 24 × 24 grid. A shape is the `d` of its paths; `fill:` marks a filled one.
 * Applications import single shapes (`<Icon of={send} />`), so that only what is used is shipped; server-rendered pages use
 * the sprite that the build makes out of this file: `<svg class="icon" aria-hidden="true"><use href="…icons.svg#send"/></svg>`.
 */
export type IconShape = readonly string[];

export const close: IconShape = ["M6 6l12 12M18 6L6 18"];
export const check: IconShape = ["M4.5 12.5l5 5 10-11"];
export const checkDouble: IconShape = ["M2.5 12.8l4.2 4.2 8.4-9.5M11.6 16.2l.9.8 9-10"];
export const clock: IconShape = ["M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2"];
export const alert: IconShape = ["M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.8v5.2M12 16.2v.1"];
export const info: IconShape = ["M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11.2v5M12 7.8v.1"];
export const send: IconShape = ["M4.2 5.2l16 6.8-16 6.8 1.9-6.8-1.9-6.8zM6.1 12h6.4"];
export const attach: IconShape = [
  "M19.5 11.2l-7.7 7.7a4.6 4.6 0 0 1-6.5-6.5l8.2-8.2a3.1 3.1 0 0 1 4.4 4.4l-8.1 8.1a1.5 1.5 0 0 1-2.2-2.2l7.2-7.2",
];
export const smile: IconShape = [
  "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM8.3 14.2c.8 1.3 2.1 2.1 3.7 2.1s2.9-.8 3.7-2.1M9.2 9.6v.1M14.8 9.6v.1",
];
export const soundOn: IconShape = [
  "M4 9.5v5h3.3l4.7 4V5.5l-4.7 4H4zM15.2 9.2a4 4 0 0 1 0 5.6M17.8 6.6a7.6 7.6 0 0 1 0 10.8",
];
export const soundOff: IconShape = ["M4 9.5v5h3.3l4.7 4V5.5l-4.7 4H4zM15.5 9.7l4.6 4.6M20.1 9.7l-4.6 4.6"];
export const chat: IconShape = [
  "M12 4c5 0 8.5 3.2 8.5 7.4S17 18.8 12 18.8c-1 0-2-.1-2.9-.4L4.8 20l1.1-3.5c-1.5-1.3-2.4-3.1-2.4-5.1C3.5 7.2 7 4 12 4z",
  "M8.4 11.5v.1M12 11.5v.1M15.6 11.5v.1",
];
export const reply: IconShape = ["M9.5 6.5L4.5 11.5l5 5M5 11.5h8.5c3.3 0 6 2.2 6 6v.5"];
export const retry: IconShape = ["M19.5 5v4.5H15M19 9.5a7.6 7.6 0 1 0 .3 4.8"];
export const trash: IconShape = ["M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.3 10.5v5.5M13.7 10.5v5.5"];
export const pencil: IconShape = [
  "M5 19l.8-3.8L16.3 4.7a1.6 1.6 0 0 1 2.3 0l.7.7a1.6 1.6 0 0 1 0 2.3L8.8 18.2 5 19zM14.5 6.5l3 3",
];
export const file: IconShape = ["M6 3.8h7.2L18 8.6v11.6H6V3.8zM13 4v5h5"];
export const image: IconShape = ["M4 5h16v14H4V5zM4.5 16.5l4.5-4.5 3.5 3.5 2.5-2.5 4.5 4M15.5 8.8v.1"];
export const camera: IconShape = [
  "M4 7.5h3.5L9 5h6l1.5 2.5H20v11.5H4V7.5zM12 10a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6z",
];
export const download: IconShape = ["M12 4v10.5M7.5 10.5L12 15l4.5-4.5M5 19.5h14"];
export const play: IconShape = ["M8 5.5v13l10.5-6.5L8 5.5z"];
export const microphone: IconShape = [
  "M12 3.5a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v2.8M9 20.8h6",
];
export const pause: IconShape = ["M8.5 6v12M15.5 6v12"];
export const stop: IconShape = ["M7 7h10v10H7z"];
export const arrowDown: IconShape = ["M12 5v13.5M6 13l6 6 6-6"];
export const arrowLeft: IconShape = ["M19 12H5.5M11 6l-6 6 6 6"];
export const arrowRight: IconShape = ["M5 12h13.5M13 6l6 6-6 6"];
export const chevronDown: IconShape = ["M6.5 9.5L12 15l5.5-5.5"];
export const chevronUp: IconShape = ["M6.5 14.5L12 9l5.5 5.5"];
export const search: IconShape = ["M10.8 4.5a6.3 6.3 0 1 0 0 12.6 6.3 6.3 0 0 0 0-12.6zM15.5 15.5l4.5 4.5"];
export const menu: IconShape = ["M4 7h16M4 12h16M4 17h16"];
export const more: IconShape = [
  "M4.6 12a.9.9 0 1 0 1.8 0 .9.9 0 1 0-1.8 0zM11.1 12a.9.9 0 1 0 1.8 0 .9.9 0 1 0-1.8 0zM17.6 12a.9.9 0 1 0 1.8 0 .9.9 0 1 0-1.8 0z",
];
export const plus: IconShape = ["M12 5v14M5 12h14"];
export const minus: IconShape = ["M5 12h14"];
export const user: IconShape = ["M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5"];
export const users: IconShape = [
  "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.8 19.5c.6-3.3 3.1-5 6.2-5s5.6 1.7 6.2 5M15.5 5.3a3.5 3.5 0 0 1 0 6.4M17.3 14.8c2 .6 3.4 2.2 3.9 4.7",
];
export const signOut: IconShape = ["M13.5 4.5h-8v15h8M10 12h10M16 8l4 4-4 4"];
export const phone: IconShape = [
  "M5 4.5h3.5l1.7 4.3-2.1 1.6c1 2.2 2.8 4 5 5l1.6-2.1 4.3 1.7v3.5c0 .8-.7 1.5-1.5 1.5C10.7 20 4 13.3 3.5 6c0-.8.7-1.5 1.5-1.5z",
];
export const mail: IconShape = ["M3.5 5.5h17v13h-17v-13zM4 6l8 7 8-7"];
export const desktop: IconShape = ["M3.5 5h17v11.5h-17V5zM9 20h6M12 16.5V20"];
export const mobile: IconShape = ["M7.5 3h9v18h-9V3zM11 18h2"];
export const lock: IconShape = ["M5.5 10.5h13v9.5h-13v-9.5zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5M12 14.3v2"];
export const eye: IconShape = [
  "M2.8 12S6.2 6 12 6s9.2 6 9.2 6-3.4 6-9.2 6-9.2-6-9.2-6zM12 9.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4z",
];
export const calendar: IconShape = ["M4 6h16v14H4V6zM4 10.5h16M8.5 3.5V8M15.5 3.5V8"];
export const place: IconShape = [
  "M12 21s6.5-6.2 6.5-11a6.5 6.5 0 0 0-13 0c0 4.8 6.5 11 6.5 11zM12 7.7a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8z",
];
export const gift: IconShape = [
  "M4.5 12v8h15v-8M3.5 8h17v4h-17V8zM12 8v12M12 8S7 8 7 5.5 11 3.5 12 8zm0 0s5 0 5-2.5-4-2-5 2.5z",
];
export const star: IconShape = ["M12 3.8l2.5 5.3 5.7.7-4.2 4 1.1 5.8L12 16.8l-5.1 2.8L8 13.8l-4.2-4 5.7-.7L12 3.8z"];
export const sun: IconShape = [
  "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.8v2M12 19.2v2M2.8 12h2M19.2 12h2M5.5 5.5l1.4 1.4M17.1 17.1l1.4 1.4M18.5 5.5l-1.4 1.4M6.9 17.1l-1.4 1.4",
];
export const moon: IconShape = ["M19.5 14.2A8 8 0 0 1 9.8 4.5a8 8 0 1 0 9.7 9.7z"];
export const globe: IconShape = [
  "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM3.7 12h16.6M12 3.7c2.3 2.3 3.5 5.2 3.5 8.3s-1.2 6-3.5 8.3c-2.3-2.3-3.5-5.2-3.5-8.3s1.2-6 3.5-8.3z",
];
export const settings: IconShape = [
  "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4zM9 14.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z",
];
export const filter: IconShape = ["M4 6h16M7 12h10M10 18h4"];
export const inbox: IconShape = ["M4 13.5L6.5 5h11l2.5 8.5V19H4v-5.5zM4 13.5h4.5l1.2 2.5h4.6l1.2-2.5H20"];
export const home: IconShape = ["M4 11.5L12 4.5l8 7M6 10v9.5h4.5v-5h3v5H18V10"];
export const card: IconShape = ["M3.5 6h17v12.5h-17V6zM3.5 10h17M7 15h3.5"];
export const telegram: IconShape = ["M20.5 4.5L3.5 11.3l5.5 2 2.2 6 3-3.8 4.3 3 2-14zM9 13.3l7.5-5.5-5.3 7.7"];
export const vk: IconShape = ["M3 7.5c.4 6 3.5 9.5 9 9.5V7.5M12 12.2c2.8 0 5.4-1.9 6.3-4.7M12.5 12c3 0 6.2 2 7.5 5"];
export const external: IconShape = ["M14 4.5h5.5V10M19 5l-8.5 8.5M11 6H5v13.5h13.5V13"];
export const quill: IconShape = ["M5 20c1-7 5-14 14.5-15.5C19 12 14.5 16 8 15.5M8 15.5C10 12 12.5 9.5 15.5 8"];
export const columns: IconShape = ["M4 5h16v14H4V5zM12 5v14"];
export const keyboard: IconShape = ["M3 6.5h18v11H3v-11zM7 14h10M6.8 10v.1M10.3 10v.1M13.7 10v.1M17.2 10v.1"];
export const replies: IconShape = ["M13 3.5L5.5 13.5h5.5l-1 7 8-10.5h-5.8l.8-6.5z"];
