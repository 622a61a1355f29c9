/** Of a long conversation so much is looked at for answers, the first text before all others. */
export const mostRead = 40_000

/** As many of the texts as fit into what is looked at; the one that goes beyond is cut. */
export function withinLetters(texts: readonly string[], most: number): string[] {
  let left = most
  return texts.flatMap((text) => {
    const read = text.slice(0, left)
    left -= read.length
    return read === '' ? [] : [read]
  })
}
