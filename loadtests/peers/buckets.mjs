// Token buckets: `burst` commands at once, `perSecond` in the long run, per person.
const MAX_KEYS = 100_000;

export class Buckets {
  #levels = new Map();

  constructor(perSecond, burst) {
    this.perSecond = perSecond;
    this.burst = burst;
  }

  // Takes one token; answers 0, or the seconds to wait when there is none.
  take(key) {
    const now = performance.now() / 1000;
    const bucket = this.#levels.get(key) ?? this.#fresh(key, now);
    bucket.level = Math.min(this.burst, bucket.level + (now - bucket.at) * this.perSecond);
    bucket.at = now;
    if (bucket.level < 1) return (1 - bucket.level) / this.perSecond;
    bucket.level -= 1;
    return 0;
  }

  #fresh(key, now) {
    const bucket = { level: this.burst, at: now };
    this.#levels.set(key, bucket);
    if (this.#levels.size > MAX_KEYS) this.#levels.delete(this.#levels.keys().next().value);
    return bucket;
  }
}
