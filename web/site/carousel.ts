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

  const move = (direction: number, whole: boolean) => {
    const [first, second] = view.querySelectorAll<HTMLElement>(".carousel__track > li");
    if (!first) return;
    const gap = second ? second.offsetLeft - first.offsetLeft - first.offsetWidth : 0;
    const inside = view.clientWidth - 2 * (first.offsetLeft - view.offsetLeft);
    const step = whole ? stepWidth(inside, first.offsetWidth, gap) : first.offsetWidth + gap;
    view.scrollBy({ left: direction * step, behavior: calm() ? "auto" : "smooth" });
  };
  const refresh = () => {
    const ends = reachable(view.scrollLeft, view.clientWidth, view.scrollWidth);
    back.disabled = !ends.back;
    on.disabled = !ends.on;
    arrows.hidden = !ends.back && !ends.on;
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
