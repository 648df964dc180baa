import { useEffect, useRef } from "preact/hooks";
import type { Body } from "../../contracts/openapi";
import "./wheel.css";

export interface ChartWheelProps {
  /** The server's SVG. */
  drawing: string;
  picked: Body | null;
  onPick: (body: Body | null) => void;
}

/** The wheel answers pointing and tapping; with keys the table beside it does the same. */
export function ChartWheel({ drawing, picked, onPick }: ChartWheelProps) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const drawn = new DOMParser().parseFromString(drawing, "image/svg+xml").documentElement;
    frame.current?.replaceChildren(document.importNode(drawn, true));
  }, [drawing]);
  useEffect(() => {
    const wheel = frame.current;
    wheel?.classList.toggle("wheel--picked", picked !== null);
    for (const part of wheel?.querySelectorAll<SVGGElement>("[data-body], [data-aspect]") ?? []) {
      const { body, first, second } = part.dataset;
      part.classList.toggle("wheel__on", picked !== null && [body, first, second].includes(picked));
    }
  }, [drawing, picked]);
  const pointed = useRef(false);
  // A mouse that lies still where the wheel appears points at nothing: what was picked with keys stays.
  const point = (body: Body | null) => {
    if (body === null && !pointed.current) return;
    pointed.current = body !== null;
    onPick(body);
  };
  const at = (event: Event): Body | null => {
    const part = event.target instanceof Element ? event.target.closest<SVGGElement>("[data-body]") : null;
    return (part?.dataset.body as Body | undefined) ?? null;
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing is an extra; the table does the same with keys
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div
      class="wheel"
      ref={frame}
      onPointerOver={(event) => event.pointerType === "mouse" && point(at(event))}
      onPointerLeave={(event) => event.pointerType === "mouse" && point(null)}
      onClick={(event) => onPick(at(event))}
    />
  );
}
