/** Keys that are pressed together. */
export function Keys({ keys }: { keys: readonly string[] }) {
  return (
    <span class="keys">
      {keys.map((key) => (
        <kbd key={key} class="keys__key">
          {key}
        </kbd>
      ))}
    </span>
  );
}
