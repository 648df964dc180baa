/** The shape of a sound: numbers from 0 to 100 by time, and what a screen makes of them. No DOM. */

export const LOUDEST = 100;
/** Silence is drawn, too: it can be pointed at. */
const LOWEST_PART = 0.08;

/** Heights from 0 to 1 of `count` bars: the highest of the peaks that fall together, the nearest where there are fewer. */
export function barsOf(waveform: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * waveform.length) / count);
    const to = Math.max(from + 1, Math.floor(((index + 1) * waveform.length) / count));
    const peak = Math.max(0, ...waveform.slice(from, to));
    return Math.max(LOWEST_PART, Math.min(1, peak / LOUDEST));
  });
}

/** The moment that a pointer at `x` of `width` means, within the sound. */
export function momentAt(x: number, width: number, durationMs: number): number {
  return width > 0 ? Math.min(1, Math.max(0, x / width)) * durationMs : 0;
}

/** How loud these samples of −1…1 are, from 0 to 100, as an ear would say: quiet speech is well above nothing. */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const loudness = Math.sqrt(sum / Math.max(1, samples.length));
  const decibels = 20 * Math.log10(Math.max(loudness, 1e-5));
  return Math.round(Math.min(1, Math.max(0, (decibels + 60) / 50)) * LOUDEST);
}

/** 65 000 → "1:05" */
export function clockTime(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
