import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { moved, type Point, STEP, WHOLE, type Zoom, zoomed } from "./zoom";

/** A finger that went this far to the side leafs. */
const SWIPE_PX = 60;

export interface Zooming {
  readonly zoom: Zoom;
  readonly stage: RefObject<HTMLDivElement | null>;
  readonly handlers: {
    onWheel(event: WheelEvent): void;
    onDblClick(event: MouseEvent): void;
    onPointerDown(event: PointerEvent): void;
    onPointerMove(event: PointerEvent): void;
    onPointerUp(event: PointerEvent): void;
    onPointerCancel(event: PointerEvent): void;
  };
  by(factor: number): void;
  whole(): void;
}

/** Wheel, pinch, drag and double click on a picture; a swipe over a whole one leafs. Another `id` begins anew. */
export function useZoom(id: string, go: (by: number) => void): Zooming {
  const [zoom, setZoom] = useState(WHOLE);
  const stage = useRef<HTMLDivElement>(null);
  const fingers = useRef(new Map<number, Point>());
  const travelled = useRef(0);
  useLayoutEffect(() => {
    setZoom(WHOLE);
    fingers.current.clear();
  }, [id]);
  const size = () => ({ x: stage.current?.clientWidth ?? 0, y: stage.current?.clientHeight ?? 0 });
  const fromMiddle = ({ x, y }: Point): Point => {
    const box = stage.current?.getBoundingClientRect();
    return box ? { x: x - box.left - box.width / 2, y: y - box.top - box.height / 2 } : { x: 0, y: 0 };
  };
  const at = (event: MouseEvent): Point => ({ x: event.clientX, y: event.clientY });
  const by = (factor: number, where: Point = { x: 0, y: 0 }) =>
    setZoom((before) => zoomed(before, factor, where, size()));
  const drag = (event: PointerEvent) => {
    const last = fingers.current.get(event.pointerId);
    if (!last) return;
    const now = at(event);
    const other = [...fingers.current].find(([finger]) => finger !== event.pointerId)?.[1];
    fingers.current.set(event.pointerId, now);
    if (other) {
      travelled.current = 0;
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      by(distance(now, other) / Math.max(1, distance(last, other)), fromMiddle(middle));
    } else {
      travelled.current += now.x - last.x;
      setZoom((before) => moved(before, now.x - last.x, now.y - last.y, size()));
    }
  };
  const lift = (event: PointerEvent) => {
    const swiped = fingers.current.delete(event.pointerId) && fingers.current.size === 0 && zoom.scale === 1;
    if (swiped && Math.abs(travelled.current) > SWIPE_PX) go(travelled.current < 0 ? 1 : -1);
  };
  return {
    zoom,
    stage,
    by,
    whole: () => setZoom(WHOLE),
    handlers: {
      onWheel(event) {
        event.preventDefault();
        by(Math.exp(-event.deltaY / 400), fromMiddle(at(event)));
      },
      onDblClick: (event) => (zoom.scale > 1 ? setZoom(WHOLE) : by(STEP * STEP, fromMiddle(at(event)))),
      onPointerDown(event) {
        if (event.button !== 0) return;
        stage.current?.setPointerCapture(event.pointerId);
        if (fingers.current.size === 0) travelled.current = 0;
        fingers.current.set(event.pointerId, at(event));
      },
      onPointerMove: drag,
      onPointerUp: lift,
      onPointerCancel(event) {
        fingers.current.delete(event.pointerId);
      },
    },
  };
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
