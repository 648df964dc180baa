import { useTexts } from "../../shared/i18n/context";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import { Check } from "../../shared/ui/field";
import { Labelled } from "./choices";
import { type FormatOffer, NO_WORDS } from "./fields";
import { TextField } from "./text_fields";

const FORMATS = ["audio", "written"] as const;

export interface FormatsProps {
  label: string;
  name: string;
  value: readonly FormatOffer[];
  onValue: (value: readonly FormatOffer[]) => void;
  error: (path: string) => string | null;
}

/** In which formats it is offered, each in words of its own. */
export function FormatsField({ label, name, value, onValue, error }: FormatsProps) {
  const { t } = useTexts<OfficeKey>();
  const offerOf = (format: FormatOffer["format"]) => value.find((one) => one.format === format);
  const put = (offer: FormatOffer) =>
    onValue(FORMATS.flatMap((format) => (format === offer.format ? [offer] : (offerOf(format) ?? []))));
  return (
    <Labelled label={label} error={error(name)}>
      {FORMATS.map((format) => {
        const offer = offerOf(format);
        const path = `${name}.${offer ? value.indexOf(offer) : -1}`;
        return (
          <div key={format} class="stack stack--tight">
            <Check
              checked={offer !== undefined}
              invalid={error(name) !== null}
              onChecked={(on) =>
                on
                  ? put({ format, title: NO_WORDS, description: NO_WORDS })
                  : onValue(value.filter((one) => one.format !== format))
              }
            >
              {t(`office.format_${format}`)}
            </Check>
            {offer && (
              <div class="office__inner stack stack--tight">
                <TextField
                  label={t("office.format_title")}
                  name={`${path}.title`}
                  value={offer.title}
                  onValue={(title) => put({ ...offer, title })}
                  error={error}
                  long={false}
                />
                <TextField
                  label={t("office.format_text")}
                  name={`${path}.description`}
                  value={offer.description}
                  onValue={(description) => put({ ...offer, description })}
                  error={error}
                  long
                />
              </div>
            )}
          </div>
        );
      })}
    </Labelled>
  );
}
