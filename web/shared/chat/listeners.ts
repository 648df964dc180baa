/** Those who want to hear of something, in the order in which they came. */

export class Listeners<News> {
  readonly #listeners = new Set<(news: News) => void>();

  add(listener: (news: News) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(news: News): void {
    for (const listener of this.#listeners) {
      listener(news);
    }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
