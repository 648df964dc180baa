/** What is really seen of the page: an on-screen keyboard covers the rest, and nothing to write in may lie under it. */

/** What covers less than this is a bar of the browser. */
const LOWEST_KEYBOARD_PX = 120;

/**
 * Keeps `--seen-top` and `--seen-height` of the page, and `data-keyboard` while a keyboard is over it; who magnifies the page
 * sees a part of it, and nothing is moved then.
 */
export function followSeen(view: VisualViewport | null, page: HTMLElement): void {
  const measure = () => {
    if (!view || view.scale > 1.01) return;
    page.style.setProperty("--seen-top", `${view.offsetTop}px`);
    page.style.setProperty("--seen-height", `${view.height}px`);
    page.toggleAttribute("data-keyboard", window.innerHeight - view.height > LOWEST_KEYBOARD_PX);
  };
  measure();
  view?.addEventListener("resize", measure);
  view?.addEventListener("scroll", measure);
}
