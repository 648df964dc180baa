/** A soft two-note sign, made by the browser itself: no file is loaded for it. */
export interface Tone {
  /** To be called in a gesture: browsers give no sound before one. */
  unlock(): void;
  play(): void;
}

const NOTES = [
  { hertz: 659, at: 0 },
  { hertz: 880, at: 0.12 },
];
const LENGTH = 0.35;

export function createTone(): Tone {
  let audio: AudioContext | undefined;
  const ready = () => {
    audio ??= new AudioContext();
    return audio;
  };
  return {
    unlock() {
      void ready().resume();
    },
    play() {
      const playing = ready();
      for (const { hertz, at } of NOTES) ring(playing, hertz, playing.currentTime + at);
    },
  };
}

function ring(audio: AudioContext, hertz: number, start: number): void {
  const tone = new OscillatorNode(audio, { frequency: hertz });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(0.12, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, start + LENGTH);
  tone.connect(volume).connect(audio.destination);
  tone.start(start);
  tone.stop(start + LENGTH);
}
