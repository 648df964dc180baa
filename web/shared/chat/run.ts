/** A stretch of messages with consecutive `seq`s, ascending. Of two versions of a message the higher `rev` stays. */

import type { Message } from "./state";

export type Run = readonly Message[];

export function at(run: Run, seq: number): Message | undefined {
  const first = run[0]?.seq;
  return first === undefined ? undefined : run[seq - first];
}

/** Both as one, where they touch or overlap; null when something lies between them. */
export function joined(one: Run, other: Run): Run | null {
  const [begin, end] = [one[0], other[0]];
  if (!begin || !end) {
    return begin ? one : other;
  }
  const first = Math.min(begin.seq, end.seq);
  const last = Math.max(lastSeq(one), lastSeq(other));
  if (last - first + 1 > one.length + other.length) {
    return null;
  }
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const seq = first + index;
    return newer(at(one, seq), at(other, seq)) as Message;
  });
}

/** The same run when none of the versions is newer than what it has. */
export function withVersions(run: Run, versions: readonly Message[]): Run {
  let next = run;
  for (const version of versions) {
    const known = at(next, version.seq);
    if (known && known.rev < version.rev) {
      next = next.with(version.seq - (next[0]?.seq ?? 0), version);
    }
  }
  return next;
}

export function lastSeq(run: Run): number {
  return run.at(-1)?.seq ?? 0;
}

export function newer(one: Message | undefined, other: Message | undefined): Message | undefined {
  return one && other && other.rev > one.rev ? other : (one ?? other);
}
