/** A text in pieces of at most so many UTF-16 units, cut where a paragraph, a line or a word ends; never inside of a character. */
export function partsOf(text: string, most: number): string[] {
  const parts: string[] = []
  let rest = text.trim()
  while (rest.length > most) {
    const cut = cutIn(rest, most)
    parts.push(rest.slice(0, cut).trimEnd())
    rest = rest.slice(cut).trimStart()
  }
  if (rest !== '' || parts.length === 0) parts.push(rest)
  return parts
}

function cutIn(text: string, most: number): number {
  const begun = text.slice(0, most + 1)
  for (const border of ['\n\n', '\n', ' ']) {
    const at = begun.lastIndexOf(border)
    if (at > most / 2) return at
  }
  return isHighSurrogate(text.charCodeAt(most - 1)) ? most - 1 : most
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}
