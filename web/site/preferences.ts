/** Language and theme. The server draws both, so that nothing flickers: the theme is kept in a cookie it reads. */

type Theme = "light" | "dark";

const YEAR_SECONDS = 365 * 24 * 3600;

/** `?lang=` has done its work once the server set its cookie; links that are shared stay free of it. */
export function dropLanguageParameter(): void {
  const url = new URL(location.href);
  if (!url.searchParams.has("lang")) return;
  url.searchParams.delete("lang");
  history.replaceState(history.state, "", url);
}

export function switchTheme(chosen: Theme | null): void {
  const button = document.querySelector<HTMLButtonElement>("[data-theme-switch]");
  if (!button) return;
  let theme: Theme = chosen ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const use = button.querySelector("use");
  const draw = () => {
    const icon = theme === "dark" ? "sun" : "moon";
    use?.setAttribute("href", (use.getAttribute("href") ?? "").replace(/#.*/, `#${icon}`));
  };
  button.addEventListener("click", () => {
    theme = theme === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    document.querySelector("astars-chat")?.setAttribute("data-theme", theme);
    const secure = location.protocol === "https:" ? "; secure" : "";
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is missing in browsers we support
    document.cookie = `astars_theme=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
    draw();
  });
  draw();
}
