import { useState } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { DesignKey } from "../shared/i18n/ru/design";
import { StarsField } from "../shared/review/stars";
import { Button, type ButtonTone, IconButton } from "../shared/ui/button";
import { Check, CodeField, Field, FieldFrame } from "../shared/ui/field";
import { attach, send, star } from "../shared/ui/icons";
import { PhoneField } from "../shared/ui/phone_field";
import { Tabs } from "../shared/ui/tabs";
import { Specimen, Specimens } from "./specimen";

const TONES: readonly ButtonTone[] = ["primary", "secondary", "quiet", "danger"];

export function Buttons() {
  const { t } = useTexts<DesignKey>();
  return (
    <Specimens>
      {TONES.map((tone) => (
        <Specimen key={tone} name={`Button tone="${tone}"`}>
          <div class="row">
            <Button tone={tone}>{t("design.normal")}</Button>
            <Button tone={tone} icon={star}>
              {t("design.normal")}
            </Button>
            <Button tone={tone} busy>
              {t("design.busy")}
            </Button>
            <Button tone={tone} disabled>
              {t("design.disabled")}
            </Button>
          </div>
        </Specimen>
      ))}
      <Specimen name="Button size">
        <div class="row">
          <Button size="small">{t("design.small")}</Button>
          <Button>{t("design.normal")}</Button>
          <Button size="large">{t("design.large")}</Button>
        </div>
      </Specimen>
      <Specimen name="Button wide">
        <Button wide>{t("design.wide")}</Button>
      </Specimen>
      <Specimen name="IconButton">
        <div class="row">
          <IconButton icon={attach} label={t("design.normal")} />
          <IconButton icon={send} label={t("design.normal")} filled />
          <IconButton icon={attach} label={t("design.disabled")} disabled />
          <IconButton icon={send} label={t("design.disabled")} filled disabled />
        </div>
      </Specimen>
    </Specimens>
  );
}

export function Fields() {
  const { t } = useTexts<DesignKey>();
  const [name, setName] = useState(t("design.field_value"));
  const [phone, setPhone] = useState("+79990000001");
  const [code, setCode] = useState("1234");
  return (
    <Specimens>
      <Specimen name="Field required hint">
        <Field label={t("design.field")} hint={t("design.field_hint")} value={name} onValue={setName} required />
      </Specimen>
      <Specimen name="Field error">
        <Field label={t("design.field")} error={t("design.field_error")} value="" onValue={() => undefined} required />
      </Specimen>
      <Specimen name="Field disabled">
        <Field label={t("design.email")} value="anna@example.com" onValue={() => undefined} disabled />
      </Specimen>
      <Specimen name="Field type=date">
        <Field type="date" label={t("design.field")} value="1990-03-21" onValue={() => undefined} />
      </Specimen>
      <Specimen name="PhoneField">
        <PhoneField label={t("design.phone")} countries={[]} value={phone} onValue={setPhone} />
      </Specimen>
      <Specimen name="CodeField">
        <CodeField label={t("design.code")} value={code} onValue={setCode} />
      </Specimen>
      <Specimen name="FieldFrame + textarea" wide>
        <FieldFrame label={t("design.field_text")} hint={t("design.field_hint")}>
          {(control) => <textarea {...control} rows={3} value={t("design.said_1")} />}
        </FieldFrame>
      </Specimen>
    </Specimens>
  );
}

type Format = "written" | "audio";

export function Choices() {
  const { t } = useTexts<DesignKey>();
  const [agreed, setAgreed] = useState(true);
  const [stars, setStars] = useState<number | null>(4);
  const [format, setFormat] = useState<Format>("written");
  return (
    <Specimens>
      <Specimen name="Check">
        <Check checked={agreed} onChecked={setAgreed}>
          {t("design.agree")}
        </Check>
      </Specimen>
      <Specimen name="Check invalid">
        <Check checked={false} onChecked={() => undefined} invalid>
          {t("design.agree")}
        </Check>
      </Specimen>
      <Specimen name="Tabs">
        <Tabs
          label={t("design.choice_format")}
          tabs={[
            { key: "written", label: t("design.choice_one") },
            { key: "audio", label: t("design.choice_two") },
          ]}
          selected={format}
          onSelect={setFormat}
        >
          <p class="soft">{t(format === "written" ? "design.choice_one" : "design.choice_two")}</p>
        </Tabs>
      </Specimen>
      <Specimen name="StarsField">
        <StarsField label={t("design.field_text")} chosen={stars} onChoose={setStars} error={null} />
      </Specimen>
    </Specimens>
  );
}
