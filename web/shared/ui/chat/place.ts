/** Where in the conversation the person is. No Preact: the hook in `scroll.ts` calls it at the right moments. */

const NEAR_BOTTOM_PX = 60;
const NEAR_TOP_PX = 400;

export class Place {
  readonly box: { current: HTMLDivElement | null } = { current: null };
  readonly content: { current: HTMLDivElement | null } = { current: null };
  /** At the bottom, and to stay there. */
  stuck = true;
  /** The newest seq when the bottom was left. */
  leftAt = 0;
  /** The first look at the conversation has been given its place. */
  found = false;
  #fromBottom = 0;

  get isNearTop(): boolean {
    return this.box.current !== null && this.box.current.scrollTop <= NEAR_TOP_PX;
  }

  /** After the content changed: the bottom, or the same distance to it as before. */
  settle(): void {
    const box = this.box.current;
    if (box) box.scrollTop = box.scrollHeight - (this.stuck ? 0 : this.#fromBottom);
  }

  /** After the person or the content moved: remembers where that is. */
  observe(newest: number): void {
    const box = this.box.current;
    if (!box) return;
    this.#fromBottom = box.scrollHeight - box.scrollTop;
    const stuck = this.#fromBottom - box.clientHeight < NEAR_BOTTOM_PX;
    if (this.stuck && !stuck) this.leftAt = newest;
    this.stuck = stuck;
  }

  /** At the line of new messages, else at the bottom. */
  find(newest: number): void {
    this.found = true;
    const box = this.box.current;
    const line = box?.querySelector<HTMLElement>("[data-unread]");
    if (box && line) box.scrollTop = line.offsetTop - box.clientHeight / 4;
    else this.settle();
    this.observe(newest);
  }

  /** The greatest seq whose message has come into view. */
  lastSeen(newest: number): number {
    const box = this.box.current;
    if (this.stuck || !box) return newest;
    const edge = box.getBoundingClientRect().bottom + 1;
    const rows = [...box.querySelectorAll<HTMLElement>("[data-seq]")].reverse();
    return Number(rows.find((row) => row.getBoundingClientRect().bottom <= edge)?.dataset.seq ?? 0);
  }
}
