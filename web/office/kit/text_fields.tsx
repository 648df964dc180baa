import { useTexts } from "../../shared/i18n/context";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import { Button, IconButton } from "../../shared/ui/button";
import { FieldFrame } from "../../shared/ui/field";
import { plus, trash } from "../../shared/ui/icons";
import { Labelled } from "./choices";
import { NO_WORDS, type Words } from "./fields";

export interface TextProps {
  label: string;
  /** The field's path in the contract, for what the server says about it. */
  name: string;
  value: Words;
  onValue: (value: Words) => void;
  error: (path: string) => string | null;
  long: boolean;
}

/** Words in both languages, side by side where there is room. */
export function TextField({ label, name, value, onValue, error, long }: TextProps) {
  return (
    <Labelled label={label} error={error(name)}>
      <Both name={name} value={value} onValue={onValue} error={error} long={long} />
    </Labelled>
  );
}

export interface TextsProps extends Omit<TextProps, "value" | "onValue"> {
  value: readonly Words[];
  onValue: (value: readonly Words[]) => void;
}

/** A list of words in both languages. */
export function TextsField({ label, name, value, onValue, error, long }: TextsProps) {
  const { t } = useTexts<OfficeKey>();
  const replace = (at: number, words: Words) => onValue(value.map((one, place) => (place === at ? words : one)));
  return (
    <Labelled label={label} error={error(name)}>
      <ol class="office__points">
        {value.map((words, at) => (
          // A point has no name of its own but its place.
          <li key={at} class="office__point">
            <Both
              name={`${name}.${at}`}
              about={t("office.point", { number: at + 1 })}
              value={words}
              onValue={(next) => replace(at, next)}
              error={error}
              long={long}
            />
            <IconButton
              icon={trash}
              label={t("office.take_away", { number: at + 1 })}
              onClick={() => onValue(value.filter((_, place) => place !== at))}
            />
          </li>
        ))}
      </ol>
      <div>
        <Button tone="secondary" size="small" icon={plus} onClick={() => onValue([...value, NO_WORDS])}>
          {t("office.add_one")}
        </Button>
      </div>
    </Labelled>
  );
}

interface BothProps extends Omit<TextProps, "label"> {
  /** What is before the language in a field's name, where a list would repeat it. */
  about?: string;
}

export function Both({ name, about, value, onValue, error, long }: BothProps) {
  const { t } = useTexts<OfficeKey>();
  return (
    <div class="office__pair">
      {(["ru", "en"] as const).map((language) => (
        <FieldFrame
          key={language}
          label={about ? `${about} · ${t(`office.${language}`)}` : t(`office.${language}`)}
          error={error(`${name}.${language}`)}
          required
        >
          {(control) =>
            long ? (
              <textarea
                {...control}
                lang={language}
                rows={2}
                value={value[language]}
                onInput={(event) => onValue({ ...value, [language]: event.currentTarget.value })}
              />
            ) : (
              <input
                {...control}
                type="text"
                lang={language}
                value={value[language]}
                onInput={(event) => onValue({ ...value, [language]: event.currentTarget.value })}
              />
            )
          }
        </FieldFrame>
      ))}
    </div>
  );
}
