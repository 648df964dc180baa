import type { Attachment } from "../../chat/chat";

const WIDEST_PX = 320;
const HIGHEST_PX = 340;

/** The place a picture takes, known before its bytes are: nothing jumps when they come. */
export function frameOf({ width, height }: Attachment): { width: string; aspectRatio: string } {
  const [w, h] = [width || 4, height || 3];
  const scale = Math.min(1, WIDEST_PX / w, HIGHEST_PX / h);
  const shown = width ? Math.max(96, Math.round(w * scale)) : 240;
  return { width: `${shown}px`, aspectRatio: `${w} / ${h}` };
}
