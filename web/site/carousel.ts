/** Arrows and arrow keys for rows of cards; swiping and snapping are the browser's. */

/** How far to scroll for one step: as many whole cards as are in view, at least one. */
export function stepWidth(viewWidth: number, cardWidth: number, gap: number): number {
  const pitch = cardWidth + gap;
  return Math.max(1, Math.floor((viewWidth + gap) / pitch)) * pitch;
}

/** Which arrows lead somewhere. A pixel of rounding is forgiven. */
export function reachable(scrollLeft: number, viewWidth: number, contentWidth: number): { back: boolean; on: boolean } {
  return { back: scrollLeft > 1, on: scrollLeft + viewWidth < contentWidth - 1 };
}

/** Which cards are in view by at least a half, counted from 1. */
export function cardsInView(scrollLeft: number, viewWidth: number, pitch: number, count: number): [number, number] {
  const first = Math.min(count, Math.round(scrollLeft / pitch) + 1);
  return [first, Math.min(count, Math.max(first, Math.round((scrollLeft + viewWidth) / pitch)))];
}

export function bringCarouselsToLife(root: ParentNode): void {
  for (const arrows of root.querySelectorAll<HTMLElement>("[data-carousel-arrows]")) {
    const view = document.getElementById(arrows.dataset.carouselArrows ?? "");
    if (view) bringToLife(view, arrows);
  }
}

function bringToLife(view: HTMLElement, arrows: HTMLElement): void {
  const back = arrows.querySelector<HTMLButtonElement>("[data-step='-1']");
  const on = arrows.querySelector<HTMLButtonElement>("[data-step='1']");
  if (!back || !on) return;

  const measure = () => {
    const [first, second] = view.querySelectorAll<HTMLElement>(".carousel__track > li");
    if (!first) return null;
    const gap = second ? second.offsetLeft - first.offsetLeft - first.offsetWidth : 0;
    return { card: first.offsetWidth, gap, inside: view.clientWidth - 2 * (first.offsetLeft - view.offsetLeft) };
  };
  const move = (direction: number, whole: boolean) => {
    const sizes = measure();
    if (!sizes) return;
    const step = whole ? stepWidth(sizes.inside, sizes.card, sizes.gap) : sizes.card + sizes.gap;
    view.addEventListener("scrollend", say, { once: true });
    view.scrollBy({ left: direction * step, behavior: calm() ? "auto" : "smooth" });
  };
  // Said after a step alone: who swipes sees, or has the cards read one by one.
  const say = () => {
    const sizes = measure();
    const said = arrows.querySelector<HTMLElement>("[data-carousel-said]");
    if (!sizes || !said) return;
    const count = view.querySelectorAll(".carousel__track > li").length;
    const [first, last] = cardsInView(view.scrollLeft, sizes.inside, sizes.card + sizes.gap, count);
    const facts: Record<string, number> = { first, last, count };
    said.textContent = (arrows.dataset.said ?? "").replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name]));
  };
  const refresh = () => {
    const ends = reachable(view.scrollLeft, view.clientWidth, view.scrollWidth);
    back.disabled = !ends.back;
    on.disabled = !ends.on;
    arrows.classList.toggle("carousel-arrows--idle", !ends.back && !ends.on);
  };

  back.addEventListener("click", () => move(-1, true));
  on.addEventListener("click", () => move(1, true));
  view.addEventListener("keydown", (event) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!direction || event.target !== view) return;
    event.preventDefault();
    move(direction, false);
  });
  view.addEventListener("scroll", refresh, { passive: true });
  new ResizeObserver(refresh).observe(view);
}

function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
