import { createTone } from "../shared/ui/arriving/tone";

/** The sign for a new message, and whether it is wanted. */
export interface Sound {
  on: boolean;
  play(): void;
}

export function createSound(): Sound {
  const tone = createTone();
  return {
    on: true,
    play() {
      if (this.on) tone.play();
    },
  };
}
