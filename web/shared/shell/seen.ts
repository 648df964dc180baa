/** What is really seen of the page: an on-screen keyboard covers the rest, and nothing to write in may lie under it. */

/** Keeps `--seen-top` and `--seen-height` of the page; who magnifies the page sees a part of it, and nothing is moved then. */
export function followSeen(view: VisualViewport | null, style: CSSStyleDeclaration): void {
  const measure = () => {
    if (!view || view.scale > 1.01) return;
    style.setProperty("--seen-top", `${view.offsetTop}px`);
    style.setProperty("--seen-height", `${view.height}px`);
  };
  measure();
  view?.addEventListener("resize", measure);
  view?.addEventListener("scroll", measure);
}
