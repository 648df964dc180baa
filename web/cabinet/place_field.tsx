import { useId, useMemo, useState } from "preact/hooks";
import type { BirthPlaceInput, PlaceOut } from "../contracts/openapi";
import type { Api } from "../shared/api";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import { FieldFrame } from "../shared/ui/field";
import { createPlaceSearch } from "./places";

export interface PlaceFieldProps {
  api: Api;
  place: BirthPlaceInput | null;
  onPlace: (place: BirthPlaceInput | null) => void;
  error: string | null;
  required?: boolean;
}

/** A place is chosen from a list while its name is typed; words that name no place are taken back on leaving. */
export function PlaceField({ api, place, onPlace, error, required }: PlaceFieldProps) {
  const { t } = useTexts<CabinetKey>();
  const places = useMemo(() => createPlaceSearch(api), [api]);
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const list = useId();
  const found = typed === null ? null : places.found.value;
  const active = found?.[at];
  const end = () => {
    setTyped(null);
    places.forget();
  };
  const choose = ({ id, name, lat, lon, timezone }: PlaceOut) => {
    onPlace({ id, name, lat, lon, timezone });
    end();
  };
  const leave = () => {
    if (typed !== null && typed.trim() === "" && place) onPlace(null);
    end();
  };
  const keys = (event: KeyboardEvent) => {
    if (!found?.length) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setAt((at + step + found.length) % found.length);
    else if (event.key === "Enter" && active) choose(active);
    else if (event.key === "Escape") end();
    else return;
    event.preventDefault();
  };
  return (
    <FieldFrame
      label={t("cabinet.birth_place")}
      hint={t("cabinet.birth_place_hint")}
      error={error}
      required={required ?? false}
    >
      {(control) => (
        <div class="place">
          <input
            {...control}
            type="text"
            role="combobox"
            name="birth_place"
            autoComplete="off"
            maxLength={80}
            aria-autocomplete="list"
            aria-expanded={Boolean(found?.length)}
            aria-controls={list}
            aria-activedescendant={active ? `${list}-${active.id}` : undefined}
            value={typed ?? place?.name ?? ""}
            onInput={(event) => {
              setTyped(event.currentTarget.value);
              setAt(0);
              places.look(event.currentTarget.value);
            }}
            onKeyDown={keys}
            onBlur={leave}
          />
          <div
            class={`place__list${found?.length ? "" : " place__list--none"}`}
            id={list}
            role="listbox"
            aria-label={t("cabinet.birth_place")}
          >
            {found?.map((one, number) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field's keys choose
              <div
                key={one.id}
                class="place__one"
                id={`${list}-${one.id}`}
                role="option"
                aria-selected={number === at}
                tabIndex={-1}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => choose(one)}
              >
                <span>{one.name}</span>
                <span class="soft small">{[one.region, one.country].filter(Boolean).join(", ")}</span>
              </div>
            ))}
          </div>
          <span class="visually-hidden" role="status">
            {found &&
              (found.length > 0 ? t("cabinet.places_found", { count: found.length }) : t("cabinet.places_none"))}
          </span>
          {found?.length === 0 && <p class="field__hint">{t("cabinet.places_none")}</p>}
        </div>
      )}
    </FieldFrame>
  );
}
