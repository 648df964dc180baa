/** The small-screen menu closes on a choice, on Escape and on a click elsewhere. */

export function closeMenus(): void {
  const menu = document.querySelector<HTMLDetailsElement>(".header__menu");
  if (!menu) return;
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Node)) return;
    const chosen = event.target instanceof Element && event.target.closest(".header__sheet a");
    if (chosen || !menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
}
