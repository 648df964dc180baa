/** The names of the design tokens, read from the style sheets the page has: what is added to them is shown here. */

/** Custom properties of `:root` whose names begin so, in the order they are written. */
export function tokensNamed(...beginnings: readonly string[]): readonly string[] {
  const names = new Set<string>();
  for (const sheet of document.styleSheets) collect(sheet.cssRules, names);
  return [...names].filter((name) => beginnings.some((beginning) => name.startsWith(beginning)));
}

function collect(rules: CSSRuleList, names: Set<string>): void {
  for (const rule of rules) {
    if (rule instanceof CSSStyleRule && rule.selectorText.split(/,\s*/).includes(":root")) {
      for (const property of rule.style) if (property.startsWith("--")) names.add(property);
    } else if (rule instanceof CSSGroupingRule) {
      collect(rule.cssRules, names);
    }
  }
}
