/** How tall the rows of a long list are: as measured, and as guessed until they were drawn. No DOM. */

export interface Keyed {
  readonly key: string;
}

/** What decides how tall a row is, as far as that is known before it is drawn. */
export interface Shape {
  /** Rows of one shape are about equally tall. */
  readonly name: string;
  /** About how tall, while none of them was measured. */
  readonly guess: number;
}

/** Less is a rounding, not a change. */
const SAME_PX = 0.1;

export class Lengths<Row extends Keyed> {
  readonly #shape: (row: Row) => Shape;
  readonly #measured = new Map<string, number>();
  /** What rows of a shape were last found to be: the best guess for new ones. */
  readonly #learned = new Map<string, number>();
  /** Guesses stay as they are until the row is measured: what was learned since must not move the list. */
  readonly #guessed = new Map<string, number>();
  #rows: readonly Row[] = [];
  #index = new Map<string, number>();
  #tops = new Float64Array(1);
  #stale = false;

  constructor(shape: (row: Row) => Shape) {
    this.#shape = shape;
  }

  get rows(): readonly Row[] {
    return this.#rows;
  }

  /** These rows now, one below the other; what was measured of a key stays known. */
  lay(rows: readonly Row[]): void {
    if (rows === this.#rows) return;
    this.#rows = rows;
    this.#index = new Map(rows.map(({ key }, index) => [key, index]));
    this.#stale = true;
  }

  /** True when that is news. */
  measure(key: string, length: number): boolean {
    if (Math.abs((this.#measured.get(key) ?? Number.NEGATIVE_INFINITY) - length) < SAME_PX) return false;
    this.#measured.set(key, length);
    const row = this.#rows[this.#index.get(key) ?? -1];
    if (row) this.#learned.set(this.#shape(row).name, length);
    this.#stale = true;
    return true;
  }

  get total(): number {
    return this.topOf(this.#rows.length);
  }

  indexOf(key: string): number | undefined {
    return this.#index.get(key);
  }

  /** How far below the first row's top a row begins; of the row after the last one: where the list ends. */
  topOf(index: number): number {
    if (this.#stale) this.#add();
    return this.#tops[Math.min(index, this.#rows.length)] ?? 0;
  }

  /** The index of the row that covers `y`; beyond the ends the first or the last. */
  at(y: number): number {
    let [low, high] = [0, Math.max(0, this.#rows.length - 1)];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.topOf(middle) <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #guess(row: Row): number {
    const { name, guess } = this.#shape(row);
    const length = this.#learned.get(name) ?? guess;
    this.#guessed.set(row.key, length);
    return length;
  }

  #add(): void {
    const tops = new Float64Array(this.#rows.length + 1);
    let top = 0;
    this.#rows.forEach((row, index) => {
      top += this.#measured.get(row.key) ?? this.#guessed.get(row.key) ?? this.#guess(row);
      tops[index + 1] = top;
    });
    this.#tops = tops;
    this.#stale = false;
  }
}
