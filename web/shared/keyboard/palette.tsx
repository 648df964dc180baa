import type { ComponentChildren } from "preact";
import { useId, useMemo, useRef, useState } from "preact/hooks";
import { useTexts } from "../i18n/context";
import type { KeyboardKey } from "../i18n/ru/keyboard";
import type { KitKey } from "../i18n/ru/kit";
import { Dialog } from "../ui/dialog";
import { Keys } from "./keys";

export interface PaletteProps<Entry extends { readonly id: string }> {
  /** What is looked for, in the empty field. */
  label: string;
  /** What is offered for the words; asked again when `of` is another value. */
  entriesOf: (words: string) => readonly Entry[];
  of: unknown;
  /** How an entry is shown. */
  entry: (entry: Entry) => ComponentChildren;
  /** `isBeside`: with Ctrl. */
  onChoose: (entry: Entry, isBeside: boolean) => void;
  /** What Ctrl + Enter does; left out: nothing of its own. */
  beside?: string | false;
  /** Called before what was chosen is done. */
  onLeave: () => void;
}

/** Everything one can do and everybody one talks to, by a few letters. */
export function Palette<Entry extends { readonly id: string }>(props: PaletteProps<Entry>) {
  const { t } = useTexts<KeyboardKey | KitKey>();
  const { label, entriesOf, of, onLeave, beside } = props;
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const entries = useMemo(() => entriesOf(words), [of, words]);
  const chosen = Math.min(at, entries.length - 1);
  const choose = (entry: Entry | undefined, isBeside: boolean) => {
    if (!entry) return;
    onLeave();
    props.onChoose(entry, isBeside);
  };
  const move = (to: number) => {
    setAt(to);
    list.current?.querySelectorAll("[role=option]")[to]?.scrollIntoView({ block: "nearest" });
  };
  const pressed = (event: KeyboardEvent) => {
    const count = entries.length;
    if (event.key === "ArrowDown" && count > 0) move((chosen + 1) % count);
    else if (event.key === "ArrowUp" && count > 0) move((chosen + count - 1) % count);
    else if (event.key === "Enter" && !event.isComposing) choose(entries[chosen], event.ctrlKey || event.metaKey);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog open onClose={onLeave} title={t("keyboard.palette")} closeLabel={t("kit.close")}>
      <div class="palette">
        <input
          autofocus
          class="field__control"
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={id}
          aria-activedescendant={entries[chosen] && `${id}-${entries[chosen].id}`}
          placeholder={label}
          value={words}
          onInput={(event) => {
            setWords(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={pressed}
        />
        <div ref={list} id={id} class="palette__list" role="listbox" aria-label={t("keyboard.palette")}>
          {entries.map((entry, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, as a combobox has them
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
            <div
              key={entry.id}
              id={`${id}-${entry.id}`}
              class="palette__entry"
              role="option"
              aria-selected={index === chosen}
              onPointerMove={() => index !== chosen && setAt(index)}
              onClick={(event) => choose(entry, event.ctrlKey || event.metaKey)}
            >
              {props.entry(entry)}
            </div>
          ))}
        </div>
        <p class="visually-hidden" role="status">
          {t("keyboard.palette_found", { count: entries.length })}
        </p>
        <p class="palette__hint" aria-hidden="true">
          <span>
            <Keys keys={["Enter"]} /> {t("keyboard.palette_open")}
          </span>
          {beside && (
            <span>
              <Keys keys={["Ctrl", "Enter"]} /> {beside}
            </span>
          )}
        </p>
      </div>
    </Dialog>
  );
}
