/** A text that depends on a number: one form for each case that the language tells apart. */
export type Plural =
  & { readonly other: string }
  & { readonly [Rule in Exclude<Intl.LDMLPluralRule, "other">]?: string };

/** The shape of English texts, for any language: the same names, other words. */
export type Texts<T> = T extends string ? string
  : T extends { readonly other: string } ? Plural
  : { readonly [Key in keyof T]: Texts<T[Key]> };
