/** Which square of a picture is cut out: moving it, zooming it, never beyond the picture's edges. No DOM. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A square in the picture's own pixels. */
export interface Crop {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

export const MOST_ZOOM = 4;

/** The largest square, in the middle: zoom 1. */
export function wholeOf({ width, height }: Size): Crop {
  const side = Math.min(width, height);
  return { left: (width - side) / 2, top: (height - side) / 2, side };
}

export function zoomOf(crop: Crop, { width, height }: Size): number {
  return Math.min(width, height) / crop.side;
}

/** By a part of the frame's side: 0.1 to the right shows what lies further right. */
export function movedBy(crop: Crop, right: number, down: number, picture: Size): Crop {
  return within({ ...crop, left: crop.left + right * crop.side, top: crop.top + down * crop.side }, picture);
}

/** What lies at the point (parts of the frame, its middle unless told) stays there. */
export function zoomedTo(crop: Crop, zoom: number, picture: Size, x = 0.5, y = 0.5): Crop {
  const side = Math.min(picture.width, picture.height) / Math.min(MOST_ZOOM, Math.max(1, zoom));
  const less = crop.side - side;
  return within({ left: crop.left + less * x, top: crop.top + less * y, side }, picture);
}

function within({ left, top, side }: Crop, { width, height }: Size): Crop {
  const clamp = (at: number, length: number) => Math.min(Math.max(0, at), length - side);
  return { left: clamp(left, width), top: clamp(top, height), side };
}
