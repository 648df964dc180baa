import type { ComponentChildren } from "preact";

/** One part as it is, under the name its code has. */
export function Specimen({ name, wide, children }: { name: string; wide?: boolean; children: ComponentChildren }) {
  return (
    <figure class={`specimen${wide ? " specimen--wide" : ""}`}>
      <figcaption class="specimen__name">{name}</figcaption>
      <div class="specimen__shown">{children}</div>
    </figure>
  );
}

export function Specimens({ children }: { children: ComponentChildren }) {
  return <div class="specimens">{children}</div>;
}
