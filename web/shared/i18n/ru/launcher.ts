/** The launcher's few words, apart from the widget's: they are loaded on every page. */
export const launcher = {
  open: "Чат",
  failed: "Чат не открылся. Нажмите ещё раз.",
} as const;
