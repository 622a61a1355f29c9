/**
 * For each document, before it is there: a page that fades from one state into the other, or from theme to theme, costs more
 * than all that is looked at, and what leaves is gone at once. The demo's story sees the pages move.
 */
export const nothingMoves = `{
  const still = new CSSStyleSheet()
  still.replaceSync('*, ::before, ::after { animation: none !important; transition: none !important }')
  document.adoptedStyleSheets.push(still)
}`
