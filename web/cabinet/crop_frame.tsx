import type { RefObject } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import { type Crop, movedBy, zoomedTo, zoomOf } from "./crop";
import { draw } from "./cropping";

export interface CropFrameProps {
  picture: ImageBitmap;
  crop: Crop;
  /** Told by what it becomes: several may come before it is drawn again. */
  onChange: (change: (crop: Crop) => Crop) => void;
}

const DRAWN_PIXELS = 640;
const STEP = 0.04;
const ZOOM_STEP = 1.12;
/** So many pixels a finger may tremble and still be a tap. */
const TREMBLE = 6;

/** The picture under the round frame: dragged, pinched, wheeled, moved by keys, or brought to the middle by a tap. */
export function CropFrame({ picture, crop, onChange }: CropFrameProps) {
  const { t } = useTexts<CabinetKey>();
  const hint = useId();
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const zoomBy = (factor: number, x?: number, y?: number) =>
    onChange((now) => zoomedTo(now, zoomOf(now, picture) * factor, picture, x, y));
  const moveBy = (right: number, down: number) => onChange((now) => movedBy(now, right, down, picture));
  useEffect(() => {
    if (canvas.current) draw(canvas.current, picture, crop);
  }, [picture, crop]);
  useEffect(() => frame.current?.focus(), []);
  useWheel(frame, (event, x, y) => zoomBy(event.deltaY < 0 ? ZOOM_STEP : 1 / ZOOM_STEP, x, y));
  const fingers = useFingers(frame, { move: moveBy, pinch: zoomBy });
  const keys = (event: KeyboardEvent) => {
    const [right, down] = ARROWS[event.key] ?? [0, 0];
    if (right || down) moveBy(right * STEP, down * STEP);
    else if (event.key === "+" || event.key === "=") zoomBy(ZOOM_STEP);
    else if (event.key === "-") zoomBy(1 / ZOOM_STEP);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div
        ref={frame}
        class="crop"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys move and zoom the picture
        tabIndex={0}
        aria-label={t("cabinet.crop_frame")}
        aria-describedby={hint}
        onKeyDown={keys}
        {...fingers}
      >
        <canvas ref={canvas} class="crop__picture" width={DRAWN_PIXELS} height={DRAWN_PIXELS} />
      </div>
      <p class="field__hint" id={hint}>
        {t("cabinet.crop_hint")}
      </p>
    </>
  );
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Preact listens passively, and then the page would scroll. */
function useWheel(
  frame: RefObject<HTMLElement | null>,
  onWheel: (event: WheelEvent, x: number, y: number) => void,
): void {
  const listener = useRef(onWheel);
  listener.current = onWheel;
  useEffect(() => {
    const element = frame.current;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      const { width, height } = (element as HTMLElement).getBoundingClientRect();
      listener.current(event, event.offsetX / width, event.offsetY / height);
    };
    element?.addEventListener("wheel", turn, { passive: false });
    return () => element?.removeEventListener("wheel", turn);
  }, [frame]);
}

interface FingerPorts {
  /** Parts of the frame. */
  move(right: number, down: number): void;
  pinch(factor: number, x: number, y: number): void;
}

interface Finger {
  readonly x: number;
  readonly y: number;
  /** How far it has gone since it came. */
  readonly way: number;
}

/** One finger or the mouse drags, two pinch, a tap brings what is under it to the middle. */
function useFingers(frame: RefObject<HTMLElement | null>, { move, pinch }: FingerPorts) {
  const down = useRef(new Map<number, Finger>());
  const at = (event: PointerEvent) => {
    const box = (frame.current as HTMLElement).getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height, size: box.width };
  };
  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      const { x, y } = at(event);
      frame.current?.setPointerCapture(event.pointerId);
      down.current.set(event.pointerId, { x, y, way: 0 });
    },
    onPointerMove(event: PointerEvent) {
      const before = down.current.get(event.pointerId);
      if (!before) return;
      const { x, y } = at(event);
      const [other] = [...down.current].filter(([id]) => id !== event.pointerId);
      if (other) {
        const { x: ox, y: oy } = other[1];
        const apart = Math.hypot(before.x - ox, before.y - oy);
        if (apart > 0) pinch(Math.hypot(x - ox, y - oy) / apart, (x + ox) / 2, (y + oy) / 2);
      } else move(before.x - x, before.y - y);
      const way = before.way + Math.hypot(x - before.x, y - before.y);
      down.current.set(event.pointerId, { x, y, way: other ? Number.POSITIVE_INFINITY : way });
    },
    onPointerUp(event: PointerEvent) {
      const finger = down.current.get(event.pointerId);
      down.current.delete(event.pointerId);
      const { size } = at(event);
      if (finger && finger.way * size < TREMBLE && down.current.size === 0) move(finger.x - 0.5, finger.y - 0.5);
    },
    onPointerCancel(event: PointerEvent) {
      down.current.delete(event.pointerId);
    },
  };
}
