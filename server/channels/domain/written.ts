const longestText = 20_000
const longestSubject = 200
const replyPrefix =
  /^(?:(?:re|aw|sv|fw|fwd|wg|отв|ответ|пер|ha|нa|відп|пересл)(?:\[\d+\])?:\s*|\[[a-zа-яёіїєґ]{2,5}-\d{1,9}\]\s*)+/iu
/** PostgreSQL keeps no NUL, and nobody sees the others. */
const unprintable = /[^\P{Cc}\n\t]/gu

/** What somebody has written, as a message that a ticket takes; `isCut`: it was longer. */
export function messageTextOf(text: string): { text: string; isCut: boolean } {
  const plain = text.replaceAll('\r\n', '\n').replaceAll(unprintable, '').toWellFormed().trim()
  return { text: plain.slice(0, longestText).toWellFormed().trim(), isCut: plain.length > longestText }
}

/** The subject of a new ticket, without what programs put before it; the beginning of the text where there is none. */
export function subjectOf(subject: string, text: string, nameless: string): string {
  const own = line(line(subject).replace(replyPrefix, ''))
  const chosen = own !== '' ? own : line(text).slice(0, 80)
  const cut =
    chosen.length > longestSubject
      ? `${chosen
          .slice(0, longestSubject - 1)
          .toWellFormed()
          .trimEnd()}…`
      : chosen
  return cut === '' ? nameless : cut
}

function line(given: string): string {
  return given.replaceAll(/\s+/g, ' ').replaceAll(unprintable, '').toWellFormed().trim()
}
