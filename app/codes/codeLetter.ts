/**
 * Windows hands no longer an address over to a mail program (2048 characters), and a Russian letter takes six of them for
 * each of its own.
 */
const longest = 2000

export interface MailLink {
  href: string
  isShort: boolean
}

/** A draft in the reader's own mail program; where the letter is too long for that, one with the short text. */
export function mailLink(letter: { subject: string; body: string; short: string }): MailLink {
  const whole = addressOf(letter.subject, letter.body)
  if (whole.length <= longest) return { href: whole, isShort: false }
  return { href: addressOf(letter.subject, letter.short), isShort: true }
}

function addressOf(subject: string, body: string): string {
  // The line breaks of mail.
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`
}
