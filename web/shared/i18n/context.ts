import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { I18n } from "./i18n";

const Texts = createContext<I18n<never> | null>(null);

/** Wrap an application once: `<TextsProvider value={i18n}>`. */
export const TextsProvider = Texts.Provider;

/**
 * The application's texts, narrowed to the namespaces a component needs: `useTexts<ChatKey | KitKey>()`.
 * The application must have registered these namespaces in its `createI18n`.
 */
export function useTexts<Key extends string>(): I18n<Key> {
  const texts = useContext(Texts);
  if (!texts) throw new Error("TextsProvider is missing above this component");
  return texts as I18n<Key>;
}
