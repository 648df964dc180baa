/** A soft two-note sign for a new message. */
export interface Sound {
  on: boolean;
  play(): void;
}

const NOTES = [
  { hertz: 659, at: 0 },
  { hertz: 880, at: 0.12 },
];
const LENGTH = 0.35;

export function createSound(): Sound {
  let audio: AudioContext | undefined;
  return {
    on: true,
    play() {
      if (!this.on) return;
      audio ??= new AudioContext();
      for (const { hertz, at } of NOTES) ring(audio, hertz, audio.currentTime + at);
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
