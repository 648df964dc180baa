import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useTexts } from "../i18n/context";
import type { PhoneKey } from "../i18n/ru/phone";
import { countriesLike } from "./countries";
import { Icon } from "./icon";
import { check, chevronDown } from "./icons";
import type { Country } from "./phone";

export interface CountryChoiceProps {
  offered: readonly Country[];
  country: Country;
  onChoose: (country: Country) => void;
}

/** The country before a phone number; pressed it opens the list, with a field to search it. */
export function CountryChoice({ offered, country, onChoose }: CountryChoiceProps) {
  const { t } = useTexts<PhoneKey>();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // What is seen has to be in it, for those who say it aloud.
  const name = `${country.name} ${country.code} ${country.dial_code}`;
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        class="country"
        type="button"
        aria-label={`${t("phone.country")}: ${name}`}
        aria-haspopup="listbox"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") setOpen(true);
          else if (event.key === "Escape" && open) {
            event.stopPropagation();
            close();
          } else return;
          event.preventDefault();
        }}
      >
        <span class="country__code">{country.code}</span>
        <span>{country.dial_code}</span>
        <Icon of={chevronDown} small />
      </button>
      {open && (
        <CountryList
          offered={offered}
          country={country}
          onClose={close}
          onLeave={() => setOpen(false)}
          onChoose={(chosen) => {
            setOpen(false);
            onChoose(chosen);
          }}
        />
      )}
    </>
  );
}

interface CountryListProps extends CountryChoiceProps {
  /** By a key: the focus goes back. */
  onClose: () => void;
  /** By going elsewhere. */
  onLeave: () => void;
}

function CountryList({ offered, country, onChoose, onClose, onLeave }: CountryListProps) {
  const { t } = useTexts<PhoneKey>();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(() => Math.max(0, offered.indexOf(country)));
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const found = countriesLike(typed, offered);
  const active = found[at];
  // Before anything else is typed: what follows is for the list.
  useLayoutEffect(() => input.current?.focus(), []);
  const place = useInSight(active?.code);
  const keys = (event: KeyboardEvent) => {
    const to = STEPS[event.key];
    if (to) setAt(Math.min(Math.max(0, at + to), found.length - 1));
    else if (event.key === "Enter" && active) onChoose(active);
    else if (event.key === "Escape") {
      // The window that the form stands in stays.
      event.stopPropagation();
      onClose();
    } else if (event.key !== "Enter") return;
    event.preventDefault();
  };
  return (
    <div class="countries">
      <input
        ref={input}
        class="field__control countries__search"
        type="text"
        role="combobox"
        autoComplete="off"
        spellcheck={false}
        placeholder={t("phone.search")}
        aria-label={t("phone.search")}
        aria-autocomplete="list"
        aria-expanded={true}
        aria-controls={list}
        aria-activedescendant={active ? `${list}-${active.code}` : undefined}
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={keys}
        onBlur={onLeave}
      />
      <div class="countries__list" id={list} ref={place} role="listbox" aria-label={t("phone.country")}>
        {found.map((one, number) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field's keys choose
          <div
            key={one.code}
            id={`${list}-${one.code}`}
            class="countries__one"
            role="option"
            tabIndex={-1}
            aria-selected={number === at}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(one)}
          >
            <span class="countries__name">{one.name}</span>
            {one.code === country.code && <Icon of={check} small />}
            <span class="countries__dial">{one.dial_code}</span>
          </div>
        ))}
      </div>
      <p class="countries__none" role="status">
        {found.length === 0 && t("phone.none")}
      </p>
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 };

/** The list scrolls so far that the one the keys are at is seen; nothing around it moves. */
function useInSight(code: string | undefined) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const one = list.current?.querySelector<HTMLElement>("[aria-selected='true']");
    if (!one || !list.current) return;
    const { offsetTop, offsetHeight } = one;
    const { scrollTop, clientHeight } = list.current;
    if (offsetTop < scrollTop) list.current.scrollTop = offsetTop;
    else if (offsetTop + offsetHeight > scrollTop + clientHeight)
      list.current.scrollTop = offsetTop + offsetHeight - clientHeight;
  }, [code]);
  return list;
}
