/** The picture that is cut out: read with its EXIF turn, drawn, and made into a small square file. */

import type { Crop } from "./crop";

const LONGEST_SIDE = 1024;
const QUALITY = 0.9;

/** As it is meant to be seen, turned as the camera was held; null when it is no picture. */
export function readPicture(file: Blob): Promise<ImageBitmap | null> {
  return createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
}

export function draw(canvas: HTMLCanvasElement, picture: ImageBitmap, { left, top, side }: Crop): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  context.imageSmoothingQuality = "high";
  // Behind what is transparent: a JPEG would make it black.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height);
}

/** The square as a JPEG of at most 1024 pixels each way, and not more than the picture has; null without memory for it. */
export function cutOut(picture: ImageBitmap, crop: Crop): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.max(1, Math.min(LONGEST_SIDE, Math.round(crop.side)));
  draw(canvas, picture, crop);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}
