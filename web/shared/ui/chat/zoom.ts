/** How a picture is held before the eye: how large, and how far from the middle in pixels. */

export interface Zoom {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The whole picture, in the middle. */
export const WHOLE: Zoom = { scale: 1, x: 0, y: 0 };
export const LARGEST = 6;
export const STEP = 1.5;

/** Larger or smaller by `factor`; what is under `at` (from the middle of the stage) stays there. */
export function zoomed(zoom: Zoom, factor: number, at: Point, stage: Point): Zoom {
  const scale = Math.min(LARGEST, Math.max(1, zoom.scale * factor));
  const by = scale / zoom.scale;
  return kept({ scale, x: at.x - (at.x - zoom.x) * by, y: at.y - (at.y - zoom.y) * by }, stage);
}

export function moved(zoom: Zoom, dx: number, dy: number, stage: Point): Zoom {
  return kept({ ...zoom, x: zoom.x + dx, y: zoom.y + dy }, stage);
}

/** The picture never leaves the stage; the whole one stands in the middle. */
function kept({ scale, x, y }: Zoom, stage: Point): Zoom {
  const within = (value: number, size: number) => {
    const most = (size * (scale - 1)) / 2;
    return most === 0 ? 0 : Math.min(most, Math.max(-most, value));
  };
  return { scale, x: within(x, stage.x), y: within(y, stage.y) };
}
