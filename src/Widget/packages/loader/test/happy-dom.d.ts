interface Window {
  readonly happyDOM: { readonly settings: object };
}
