/**
 * What a message of the portal's messenger says, without its BB codes: a link keeps its address behind its words, everything else
 * that only says how it looks is gone. Bounded by what it is given: each pass goes over the text once.
 */
export function plainOfBb(text: string): string {
  return text
    .replaceAll(/\[br\]|#BR#/gi, '\n')
    .replaceAll(/\[url=([^\]]{1,2000})\]([^[]*)\[\/url\]/gi, (_match, address: string, words: string) =>
      words.trim() === '' || words.trim() === address ? address : `${words} (${address})`,
    )
    .replaceAll(/\[\/?(?:b|i|u|s|code|quote|url|p|list|\*)\]/gi, '')
    .replaceAll(/\[\/?(?:user|chat|send|put|call|color|size|icon|img|timestamp|context)(?:[= ][^\]]{0,600})?\]/gi, '')
    .trim()
}
